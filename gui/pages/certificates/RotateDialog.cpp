// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/RotateDialog.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/CheckList.h"
#include "gui/pages/certificates/NoticeBar.h"
#include "gui/widgets/SaveText.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QStringList factsOf(const control::PairReport &pair)
{
    if (pair.chain.isEmpty())
        return {RotateDialog::tr("cannot be read"), {}, {}, {}, {}};
    const control::CertificateReport &leaf = pair.chain.first();
    return {certificates::shortName(leaf), texts::shown(leaf.names.join(u", "_s), 300),
            RotateDialog::tr("%1 (%2)", "time, how long until then")
                .arg(certificates::timeText(leaf.notAfter),
                     texts::expiry(leaf.notAfter, QDateTime::currentDateTimeUtc())),
            certificates::keyText(leaf.keyType, leaf.keyBits),
            leaf.selfSigned ? RotateDialog::tr("itself") : certificates::shortName(leaf.issuer)};
}

QByteArray bundleOf(const control::PairReport &pair)
{
    QString pem;
    for (const control::CertificateReport &certificate : pair.chain)
        pem += certificate.pem.trimmed() + u'\n';
    for (const control::CertificateReport &certificate : pair.staged->chain)
        pem += certificate.pem.trimmed() + u'\n';
    return pem.toUtf8();
}

QByteArray keySetOf(const control::PairReport &pair)
{
    QJsonArray keys;
    for (const QJsonObject &key : {pair.jwk, pair.staged->jwk})
        if (!key.isEmpty())
            keys.append(key);
    return QJsonDocument(QJsonObject{{u"keys"_s, keys}}).toJson(QJsonDocument::Indented);
}

} // namespace

bool RotateDialog::changesSigningKey(const control::PairReport &pair)
{
    const bool signs = pair.role == u"token"_s || !pair.sameAs.isEmpty();
    return signs && pair.staged && pair.staged->keyIds.rfc7638 != pair.keyIds.rfc7638;
}

RotateDialog::RotateDialog(const control::PairReport &pair, bool live, Messages &messages,
                           QWidget *parent)
    : TaskDialog(u"rotateDialog"_s, tr("Rotate: %1").arg(certificates::roleTitle(pair.role)),
                 tr("Rotate"), parent)
{
    addText(live ? tr("The staged certificate is tried out, put in place and loaded. Connections "
                      "that are open stay open. If anything fails, the old one stays in use. You "
                      "can roll back afterwards.")
                 : tr("The staged certificate is tried out and put in place. No daemon is "
                      "connected: one that runs on these files notices it by itself. You can roll "
                      "back afterwards."))
        ->setObjectName(u"rotateExplanation"_s);
    addComparison(pair);
    if (changesSigningKey(pair))
        addRegistryNotice(pair, messages);
    addChecks(*pair.staged);
}

void RotateDialog::addComparison(const control::PairReport &pair)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::kGrid);
    grid->setVerticalSpacing(theme::kGrid / 2);
    const QStringList names{tr("Subject"), tr("Names"), tr("Valid until"), tr("Key"),
                            tr("Issued by")};
    const QStringList before = factsOf(pair);
    const QStringList after = factsOf(*pair.staged);
    const auto put = [&](int row, int column, const QString &text, bool isStrong) {
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(column > 0);
        QFont font = label->font();
        font.setWeight(isStrong ? QFont::DemiBold : QFont::Normal);
        label->setFont(font);
        grid->addWidget(label, row, column, Qt::AlignTop);
    };
    put(0, 1, tr("In Use"), true);
    put(0, 2, tr("Staged"), true);
    for (int row = 0; row < names.size(); ++row) {
        put(row + 1, 0, names[row], false);
        put(row + 1, 1, before[row], false);
        put(row + 1, 2, after[row], before[row] != after[row]); // what will be different
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    body().addLayout(grid);
}

void RotateDialog::addRegistryNotice(const control::PairReport &pair, Messages &messages)
{
    auto *bundle = new QAction(theme::icon(u"export"_s), tr("Export Certificates…"), this);
    bundle->setObjectName(u"rotateExport"_s);
    auto *keys = new QAction(theme::icon(u"key"_s), tr("Save JWKS File…"), this);
    keys->setObjectName(u"rotateSaveKeySet"_s);
    connect(bundle, &QAction::triggered, this, [this, pair, &messages] {
        saveText(this, messages,
                 {tr("Export Certificates"), u"token.pem"_s,
                  tr("Certificates (*.pem *.crt);;All files (*)")},
                 bundleOf(pair));
    });
    connect(keys, &QAction::triggered, this, [this, pair, &messages] {
        saveText(this, messages,
                 {tr("Save JWKS File"), u"wharfgate-jwks.json"_s,
                  tr("JSON web key sets (*.json);;All files (*)")},
                 keySetOf(pair));
    });
    auto *notice = new NoticeBar(u"registryNotice"_s, {bundle, keys}, this);
    notice->setNotice(MessageKind::Warning,
                      tr("The key that signs tokens changes. Registries refuse its tokens until "
                         "they are told: give them these files first. Both hold the old and the "
                         "new key, so that tokens of either are accepted."));
    body().addWidget(notice);
}

void RotateDialog::addChecks(const control::PairReport &staged)
{
    auto *checks = new CheckList(this);
    checks->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    checks->setChecks(staged.checks);
    auto *area = new QScrollArea(this);
    area->setAccessibleName(tr("Checks of what is staged"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(checks);
    area->setMinimumSize(fontMetrics().averageCharWidth() * 84, fontMetrics().lineSpacing() * 10);
    body().addWidget(area, 1);
}

} // namespace wharfgate::gui
