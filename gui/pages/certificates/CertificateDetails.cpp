// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificateDetails.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/ActionButton.h"
#include "gui/pages/certificates/FieldGrid.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

CertificateDetails::CertificateDetails(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_fields(new FieldGrid(this))
    , m_nothing(new QLabel(tr("Choose a certificate to see what it says."), this))
    , m_buttons(new QWidget(this))
{
    setObjectName(u"certificateDetails"_s);
    m_nothing->setWordWrap(true);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->setSpacing(theme::kGrid);
    for (QAction *action : actions)
        row->addWidget(actionButton(action, m_buttons));
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2 * theme::kGrid);
    column->addWidget(m_nothing);
    column->addWidget(m_fields);
    column->addWidget(m_buttons);
    column->addStretch();
    setCertificate(std::nullopt);
}

void CertificateDetails::setCertificate(
    const std::optional<control::CertificateReport> &certificate)
{
    m_nothing->setVisible(!certificate);
    m_fields->setVisible(certificate.has_value());
    m_buttons->setVisible(certificate.has_value());
    if (!certificate)
        return;
    const control::CertificateReport &shown = *certificate;
    using Look = FieldGrid::Look;
    const QString none = tr("none", "names or uses of a certificate");
    m_fields->setRow("fieldSubject", tr("Subject"), texts::shown(shown.subject));
    m_fields->setRow("fieldNames", tr("Names"),
                     shown.names.isEmpty() ? none : texts::shown(shown.names.join(u", "_s)));
    m_fields->setRow("fieldIssuer", tr("Issuer"),
                     shown.selfSigned ? tr("itself (self-signed)") : texts::shown(shown.issuer));
    m_fields->setRow("fieldFrom", tr("Valid from"), certificates::timeText(shown.notBefore));
    m_fields->setRow("fieldUntil", tr("Valid until"),
                     tr("%1 (%2)", "time, how long until then")
                         .arg(certificates::timeText(shown.notAfter),
                              texts::expiry(shown.notAfter, QDateTime::currentDateTimeUtc())));
    m_fields->setRow("fieldKey", tr("Key"), certificates::keyText(shown.keyType, shown.keyBits));
    m_fields->setRow("fieldUsage", tr("Usage"),
                     shown.usages.isEmpty() ? tr("not restricted")
                                            : texts::shown(shown.usages.join(u", "_s)));
    m_fields->setRow("fieldAuthority", tr("Authority"),
                     shown.authority ? tr("yes, it may sign other certificates") : tr("no"));
    m_fields->setRow("fieldSerial", tr("Serial"), texts::shown(shown.serial), Look::Fixed);
    m_fields->setRow("fieldSha256", tr("SHA-256"), texts::shown(shown.sha256), Look::Fixed);
}

} // namespace wharfgate::gui
