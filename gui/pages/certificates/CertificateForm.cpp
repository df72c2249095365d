// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificateForm.h"

#include "gui/models/CertificateWords.h"
#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/Theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxDays = 3650;
constexpr int kMaxCommonName = 64; // RFC 5280, ub-common-name

QString titleOf(CertificateForm::Kind kind)
{
    return kind == CertificateForm::Kind::SelfSigned ? CertificateForm::tr("Generate Certificate")
                                                     : CertificateForm::tr("Request Certificate");
}

QString verbOf(CertificateForm::Kind kind)
{
    return kind == CertificateForm::Kind::SelfSigned ? CertificateForm::tr("Generate")
                                                     : CertificateForm::tr("Make Request");
}

QString explanationOf(CertificateForm::Kind kind, const control::PairReport &pair)
{
    QString text = kind == CertificateForm::Kind::SelfSigned
                       ? CertificateForm::tr("Makes a new key and a certificate signed by itself, "
                                             "and stages both beside those in use. Nothing "
                                             "changes before you rotate.")
                       : CertificateForm::tr("Makes a new key, which waits, and a request for an "
                                             "authority to sign. Import the answer when it comes.");
    if (pair.staged && kind == CertificateForm::Kind::SelfSigned)
        text += u' ' + CertificateForm::tr("What is staged now is replaced.");
    if (pair.waiting && kind == CertificateForm::Kind::Request)
        text += u' ' + CertificateForm::tr("The key that waits now is replaced, and the answer to "
                                           "its request becomes useless.");
    return text;
}

} // namespace

CertificateForm::CertificateForm(Kind kind, const control::PairReport &pair, QWidget *parent)
    : TaskDialog(u"certificateForm"_s, titleOf(kind), verbOf(kind), parent)
    , m_commonName(new QLineEdit(this))
    , m_names(new ChipEditor(this))
    , m_keyType(new QComboBox(this))
{
    addText(explanationOf(kind, pair));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::kGrid);
    grid->setVerticalSpacing(theme::kGrid);
    grid->setColumnStretch(1, 1);
    const auto addRow = [&](const QString &text, QWidget *field, const char *name) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        field->setObjectName(QLatin1StringView(name));
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    m_commonName->setMaxLength(kMaxCommonName);
    addRow(tr("&Common name:"), m_commonName, "formCommonName");
    m_names->setAccessibleName(tr("Names and addresses"));
    m_names->setPlaceholderText(tr("auth.example.com, 192.0.2.1"));
    addRow(tr("&Names and addresses:"), m_names, "formNames");
    if (kind == Kind::SelfSigned) {
        m_days = new QSpinBox(this);
        m_days->setRange(1, kMaxDays);
        addRow(tr("Valid for (&days):"), m_days, "formDays");
    }
    m_keyType->addItem(tr("EC P-256 (recommended)"), u"ec-p256"_s);
    m_keyType->addItem(tr("EC P-384"), u"ec-p384"_s);
    m_keyType->addItem(tr("RSA, 2048 bits"), u"rsa-2048"_s);
    m_keyType->addItem(tr("RSA, 3072 bits"), u"rsa-3072"_s);
    m_keyType->addItem(tr("RSA, 4096 bits (takes some seconds)"), u"rsa-4096"_s);
    if (pair.role == u"server"_s && pair.sameAs.isEmpty()) // no registry knows it in tokens
        m_keyType->addItem(tr("Ed25519 (not for every client)"), u"ed25519"_s);
    addRow(tr("&Key:"), m_keyType, "formKeyType");
    body().addLayout(grid);
    connect(m_commonName, &QLineEdit::textChanged, this, &CertificateForm::checkInput);
    connect(m_names, &ChipEditor::chipsEdited, this, &CertificateForm::checkInput);
    fillIn(pair);
    m_commonName->setFocus();
}

void CertificateForm::fillIn(const control::PairReport &pair)
{
    control::CertificateSpecReport initial;
    if (!pair.chain.isEmpty()) {
        const control::CertificateReport &now = pair.chain.first();
        initial.commonName = certificates::shortName(now);
        initial.names = now.names;
    } else if (pair.waiting) {
        initial = pair.waiting->spec;
    }
    m_commonName->setText(initial.commonName);
    m_names->setChips(initial.names);
    if (m_days != nullptr)
        m_days->setValue(initial.days > 0 ? initial.days : control::CertificateSpecReport().days);
    checkInput();
}

void CertificateForm::checkInput()
{
    const bool isComplete =
        !m_commonName->text().trimmed().isEmpty() || !m_names->chips().isEmpty();
    verb().setEnabled(isComplete);
    verb().setToolTip(isComplete ? QString() : tr("Write a common name or a name first."));
}

control::CertificateSpecReport CertificateForm::spec() const
{
    control::CertificateSpecReport spec;
    spec.commonName = m_commonName->text().trimmed();
    spec.names = m_names->chips();
    if (m_days != nullptr)
        spec.days = m_days->value();
    spec.keyType = m_keyType->currentData().toString();
    return spec;
}

} // namespace wharfgate::gui
