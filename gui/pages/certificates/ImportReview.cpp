// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/ImportReview.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/CheckList.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QString introduction(const control::InspectionReport &found, const control::PairReport &pair)
{
    QString text = ImportReview::tr("The files hold this. It is staged beside what is in use; "
                                    "nothing changes before you rotate.");
    if (found.keys.isEmpty())
        text += u' ' + (pair.waiting ? ImportReview::tr("They hold no key: the certificate has to "
                                                        "match the key that waits, or the one in "
                                                        "use.")
                                     : ImportReview::tr("They hold no key: the certificate has to "
                                                        "match the key in use."));
    if (pair.staged)
        text += u' ' + ImportReview::tr("What is staged now is replaced.");
    return text;
}

} // namespace

ImportReview::ImportReview(const control::InspectionReport &found, const control::PairReport &pair,
                           QWidget *parent)
    : TaskDialog(u"importReview"_s, tr("Import Certificate"), tr("Stage"), parent)
{
    addText(introduction(found, pair));
    addItems(found);
    auto *checks = new CheckList(this);
    checks->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    checks->setChecks(found.checks);
    auto *area = new QScrollArea(this);
    area->setAccessibleName(tr("Checks"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(checks);
    area->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    body().addWidget(area, 1);
    verb().setEnabled(!found.certificates.isEmpty());
    if (found.certificates.isEmpty())
        showFailure(tr("There is no certificate in these files. Choose others."));
}

void ImportReview::addItems(const control::InspectionReport &found)
{
    auto *list = new QTreeWidget(this);
    list->setObjectName(u"importItems"_s);
    list->setAccessibleName(tr("What the files hold"));
    list->setHeaderLabels({tr("Found"), tr("What It Is"), tr("Belongs To")});
    list->setRootIsDecorated(false);
    const auto nameOf = [&found](const QString &fingerprint) {
        for (const control::CertificateReport &one : found.certificates)
            if (one.sha256 == fingerprint)
                return certificates::shortName(one);
        return QString();
    };
    for (const control::CertificateReport &one : found.certificates) {
        auto *item = new QTreeWidgetItem(
            list, {certificates::shortName(one),
                   tr("%1 certificate, %2", "type of key, until when")
                       .arg(certificates::keyText(one.keyType, one.keyBits),
                            texts::expiry(one.notAfter, QDateTime::currentDateTimeUtc())),
                   one.selfSigned ? tr("signed by itself")
                                  : tr("issued by %1").arg(certificates::shortName(one.issuer))});
        item->setIcon(0, theme::icon(u"certificate"_s));
    }
    for (const control::InspectedKeyReport &key : found.keys) {
        auto *item =
            new QTreeWidgetItem(list, {tr("Private key"), certificates::keyText(key.type, key.bits),
                                       key.matches.isEmpty() ? tr("no certificate in these files")
                                                             : nameOf(key.matches)});
        item->setIcon(0, theme::icon(u"key"_s));
    }
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->setMinimumSize(fontMetrics().averageCharWidth() * 84, fontMetrics().lineSpacing() * 7);
    body().addWidget(list);
}

} // namespace wharfgate::gui
