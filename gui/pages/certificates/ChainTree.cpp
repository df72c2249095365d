// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/ChainTree.h"

#include "gui/models/CertificateWords.h"
#include "gui/widgets/Theme.h"

#include <QHeaderView>
#include <QSignalBlocker>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWhichRole = Qt::UserRole;
constexpr int kIndexRole = Qt::UserRole + 1; // in the chain; -1: not in it

const control::PairReport *partOf(const std::optional<control::PairReport> &pair,
                                  ChainTree::Which which)
{
    if (!pair)
        return nullptr;
    return which == ChainTree::Which::Staged ? pair->staged.get() : &*pair;
}

} // namespace

ChainTree::ChainTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"chainTree"_s);
    setAccessibleName(tr("Certificates and who has issued them"));
    setHeaderLabels({tr("Certificate"), tr("Valid Until")});
    setUniformRowHeights(true);
    setItemsExpandable(false); // a chain is short, and a folded one hides what matters
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::currentItemChanged, this, &ChainTree::choiceChanged);
}

void ChainTree::setPair(const control::PairReport &pair)
{
    if (m_pair && *m_pair == pair)
        return;
    const Which which = chosenPair();
    const std::optional<control::CertificateReport> chosen = chosenCertificate();
    m_pair = pair;
    const QSignalBlocker blocker(this);
    clear();
    addGroup(tr("In use"), Which::InUse, pair);
    if (pair.staged)
        addGroup(tr("Staged, not in use yet"), Which::Staged, *pair.staged);
    expandAll();
    QTreeWidgetItem *target = leafOf(pair.staged ? which : Which::InUse);
    for (QTreeWidgetItemIterator item(this); *item != nullptr; ++item) {
        const control::PairReport *part =
            partOf(m_pair, static_cast<Which>((*item)->data(0, kWhichRole).toInt()));
        const int index = (*item)->data(0, kIndexRole).toInt();
        if (part != nullptr && chosen && index >= 0 && part->chain[index].sha256 == chosen->sha256)
            target = *item;
    }
    setCurrentItem(target);
}

void ChainTree::addGroup(const QString &text, Which which, const control::PairReport &pair)
{
    const auto mark = [which](QTreeWidgetItem *item, int index) {
        item->setData(0, kWhichRole, static_cast<int>(which));
        item->setData(0, kIndexRole, index);
    };
    auto *const group = new QTreeWidgetItem(this, {text});
    group->setIcon(0, theme::icon(u"chain"_s));
    mark(group, -1);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    if (pair.chain.isEmpty()) {
        mark(new QTreeWidgetItem(group, {tr("Cannot be read")}), -1);
        return;
    }
    QTreeWidgetItem *above = group;
    const control::CertificateReport &last = pair.chain.last();
    if (!last.selfSigned) {
        above = new QTreeWidgetItem(
            group, {tr("%1 (not in the file)").arg(certificates::shortName(last.issuer))});
        QFont italic = font();
        italic.setItalic(true);
        above->setFont(0, italic);
        above->setToolTip(0, tr("Only its name is known. Clients have to know this authority."));
        mark(above, -1);
    }
    for (qsizetype index = pair.chain.size() - 1; index >= 0; --index) {
        const control::CertificateReport &certificate = pair.chain[index];
        const bool isIssued =
            index + 1 == pair.chain.size() || certificate.issuer == pair.chain[index + 1].subject;
        auto *item = new QTreeWidgetItem(
            isIssued ? above : group,
            {certificates::shortName(certificate), certificates::timeText(certificate.notAfter)});
        item->setIcon(0, theme::icon(u"certificate"_s));
        const certificates::Urgency urgency =
            certificates::urgencyOf(certificate.notAfter, QDateTime::currentDateTimeUtc());
        if (urgency != certificates::Urgency::None)
            item->setIcon(
                1, theme::icon(certificates::iconOf(urgency), certificates::colorOf(urgency)));
        item->setToolTip(
            1, certificates::expiryText(certificate.notAfter, QDateTime::currentDateTimeUtc()));
        mark(item, static_cast<int>(index));
        above = item;
    }
}

QTreeWidgetItem *ChainTree::leafOf(Which which) const
{
    QTreeWidgetItem *group = topLevelItem(which == Which::Staged ? 1 : 0);
    QTreeWidgetItem *found = group;
    for (QTreeWidgetItemIterator item(group); *item != nullptr; ++item)
        if ((*item)->data(0, kWhichRole).toInt() == static_cast<int>(which) &&
            (*item)->data(0, kIndexRole).toInt() == 0)
            found = *item;
    return found;
}

ChainTree::Which ChainTree::chosenPair() const
{
    return currentItem() == nullptr
               ? Which::InUse
               : static_cast<Which>(currentItem()->data(0, kWhichRole).toInt());
}

std::optional<control::CertificateReport> ChainTree::chosenCertificate() const
{
    if (currentItem() == nullptr)
        return std::nullopt;
    const control::PairReport *part = partOf(m_pair, chosenPair());
    const int index = currentItem()->data(0, kIndexRole).toInt();
    if (part == nullptr || index < 0 || index >= part->chain.size())
        return std::nullopt;
    return part->chain[index];
}

void ChainTree::choose(Which which)
{
    if (topLevelItemCount() > (which == Which::Staged ? 1 : 0))
        setCurrentItem(leafOf(which));
}

} // namespace wharfgate::gui
