// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CheckList.h"

#include "gui/models/CertificateWords.h"
#include "gui/widgets/Badge.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"checkList"_s);
    m_rows->setContentsMargins({});
    m_rows->setSpacing(theme::kGrid);
    m_rows->addStretch();
}

void CheckList::setChecks(const QList<control::CheckReport> &checks)
{
    if (checks == m_checks)
        return;
    m_checks = checks;
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)})
        if (item->widget() != nullptr) {
            item->widget()->setObjectName({}); // those that follow have the same names
            item->widget()->hide();
            item->widget()->deleteLater();
        }
    QList<control::CheckReport> sorted = checks;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.outcome > b.outcome; });
    for (const control::CheckReport &check : std::as_const(sorted))
        m_rows->addWidget(rowOf(check));
    m_rows->addStretch();
}

QWidget *CheckList::rowOf(const control::CheckReport &check)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"check_"_s + check.code);
    auto *badge = new Badge(row);
    badge->setVerdict(certificates::verdictOf(check.outcome));
    auto *text =
        new QLabel(texts::sentence(check.message.toStdString(), check.remedy.toStdString()), row);
    text->setObjectName(u"checkText"_s);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setWordWrap(true);
    text->setAccessibleName(badge->accessibleName() + u": "_s + text->text());
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(theme::kGrid);
    // One column of badges: as wide as the widest word.
    auto *place = new QWidget(row);
    Badge widest(nullptr);
    int width = 0;
    for (const auto outcome :
         {control::CheckReport::Outcome::Pass, control::CheckReport::Outcome::Warn,
          control::CheckReport::Outcome::Fail}) {
        widest.setVerdict(certificates::verdictOf(outcome));
        width = std::max(width, widest.sizeHint().width());
    }
    place->setMinimumWidth(width);
    auto *placed = new QHBoxLayout(place);
    placed->setContentsMargins({});
    placed->addWidget(badge, 0, Qt::AlignLeft | Qt::AlignTop);
    line->addWidget(place, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    return row;
}

} // namespace wharfgate::gui
