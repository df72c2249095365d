// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/KeyPanel.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/ActionButton.h"
#include "gui/pages/certificates/FieldGrid.h"
#include "gui/widgets/Badge.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using KidFormat = config::Token::KidFormat;

namespace {

struct KeyIdRow
{
    const char *name;
    QString label;
    QString control::KeyIdsReport::*value;
    KidFormat format;
};

std::vector<KeyIdRow> keyIdRows()
{
    return {
        {"keyIdLegacy", KeyPanel::tr("Registry 2.8"), &control::KeyIdsReport::legacy,
         KidFormat::Legacy},
        {"keyIdRegistry30", KeyPanel::tr("Registry 3.0"), &control::KeyIdsReport::registry30,
         KidFormat::Registry30},
        {"keyIdRfc7638", KeyPanel::tr("Registry 3.1"), &control::KeyIdsReport::rfc7638,
         KidFormat::Rfc7638},
    };
}

} // namespace

KeyPanel::KeyPanel(QAction *repairMode, QAction *saveKeySet, QWidget *parent)
    : QWidget(parent)
    , m_fields(new FieldGrid(this))
    , m_keyIds(new FieldGrid(this))
    , m_keyIdsTitle(new QLabel(tr("Names of the key in tokens"), this))
    , m_keyIdsNote(new QLabel(this))
    , m_saveKeySet(actionButton(saveKeySet, this))
{
    setObjectName(u"keyPanel"_s);
    m_fields->setRow("keyMode", tr("Mode"), {}, FieldGrid::Look::Fixed);
    m_fields->addBehind("keyMode", actionButton(repairMode, m_fields));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_keyIdsTitle->setFont(bold);
    m_keyIdsNote->setObjectName(u"keyIdsNote"_s);
    m_keyIdsNote->setTextFormat(Qt::PlainText);
    m_keyIdsNote->setWordWrap(true);
    for (const KeyIdRow &row : keyIdRows()) {
        m_keyIds->setRow(row.name, row.label, {}, FieldGrid::Look::Fixed);
        auto *badge = new Badge(m_keyIds);
        badge->setObjectName(QLatin1StringView(row.name) + u"Used"_s);
        m_keyIds->addBehind(row.name, badge);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme::kGrid);
    column->addWidget(m_fields);
    column->addSpacing(theme::kGrid);
    column->addWidget(m_keyIdsTitle);
    column->addWidget(m_keyIdsNote);
    column->addWidget(m_keyIds);
    column->addWidget(m_saveKeySet, 0, Qt::AlignLeft);
    column->addStretch();
}

void KeyPanel::setPair(const control::PairReport &pair, const std::optional<KidFormat> &inUse)
{
    const control::KeyReport &key = pair.key;
    m_fields->setRow("keyMode", tr("Mode"), key.mode.isEmpty() ? tr("unknown") : key.mode,
                     FieldGrid::Look::Fixed);
    m_fields->setRow("keyOwner", tr("Owner"),
                     key.owner.isEmpty() ? tr("unknown") : texts::shown(key.owner));
    m_fields->setRow("keyType", tr("Type"), certificates::keyText(key.type, key.bits));
    m_fields->setRow("keyEncrypted", tr("Password"),
                     key.encrypted ? tr("encrypted; the service cannot use it")
                                   : tr("none; whoever can read the file can use the key"));
    m_fields->setRow("keyFile", tr("Key file"), texts::shown(pair.keyFile));
    m_fields->setRow("certificateFile", tr("Certificate file"), texts::shown(pair.certificateFile));
    showKeyIds(pair, inUse);
}

void KeyPanel::showKeyIds(const control::PairReport &pair, const std::optional<KidFormat> &inUse)
{
    const bool signs = pair.role == u"token"_s || !pair.sameAs.isEmpty();
    const bool isShown = signs && !pair.keyIds.legacy.isEmpty();
    m_keyIdsTitle->setVisible(isShown);
    m_keyIdsNote->setVisible(isShown);
    m_keyIds->setVisible(isShown);
    m_saveKeySet->setVisible(isShown);
    if (!isShown)
        return;
    m_keyIdsNote->setText(inUse == KidFormat::X5c
                              ? tr("Tokens carry the certificate itself (x5c), which every "
                                   "registry understands. These names are not used now.")
                              : tr("A registry finds the key by its name. Each version makes the "
                                   "name in its own way."));
    for (const KeyIdRow &row : keyIdRows()) {
        m_keyIds->setRow(row.name, row.label, pair.keyIds.*row.value, FieldGrid::Look::Fixed);
        auto *badge = m_keyIds->findChild<Badge *>(QLatin1StringView(row.name) + u"Used"_s);
        const bool isUsed = inUse == row.format;
        badge->setVerdict(isUsed ? std::optional(Verdict{tr("Used now"), Verdict::Shape::Check,
                                                         theme::Role::Success})
                                 : std::nullopt);
        badge->setVisible(isUsed);
    }
}

} // namespace wharfgate::gui
