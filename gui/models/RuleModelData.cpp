// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleModel.h"

#include "gui/models/RuleSentence.h"
#include "gui/widgets/ChipDelegate.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

QStringList chipsOf(const acl::Rule &rule)
{
    QStringList chips;
    for (const std::string &action : rule.actions)
        chips << texts::shown(action, 40);
    return chips;
}

bool isRightAligned(int column)
{
    return column == RuleModel::Position || column == RuleModel::Hits;
}

} // namespace

QVariant RuleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isRightAligned(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Position:
        return isTip ? tr("Number: the first rule that matches decides. Disabled rules have none")
                     : tr("#");
    case Enabled:
        return isTip ? tr("Whether the rule is in force") : tr("On");
    case Subject:
        return isTip ? tr("Account, labels and address that the rule is about") : tr("Who");
    case Resource:
        return isTip ? tr("Type and name that the rule is about") : tr("What");
    case Actions:
        return isTip ? tr("What the rule grants; nothing at all is an explicit denial")
                     : tr("Grants");
    case Comment:
        return tr("Comment");
    case Warnings:
        return isTip ? tr("What is doubtful about the rule; press Enter to go to the cause")
                     : tr("Warnings");
    case Hits:
        return isTip ? tr("How often the rule decided since counting began") : tr("Hits");
    default:
        return isTip ? tr("When the rule decided last") : tr("Last Hit");
    }
}

QVariant RuleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == kSortRole)
        return sortKey(row, column);
    if (role == Qt::DecorationRole)
        return decoration(row, column);
    if (role == Qt::FontRole || role == Qt::ForegroundRole || role == Qt::BackgroundRole)
        return look(row, column, role);
    if (isImplicit(row))
        return implicitData(column, role);
    switch (role) {
    case Qt::DisplayRole:
        return displayed(row, column);
    case Qt::EditRole:
        return column == Comment ? QString::fromStdString(entry(row).rule.comment)
                                 : displayed(row, column);
    case Qt::CheckStateRole:
        if (column == Enabled)
            return entry(row).isEnabled ? Qt::Checked : Qt::Unchecked;
        return {};
    case ChipDelegate::kChipsRole:
        return column == Actions ? QVariant(chipsOf(entry(row).rule)) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        if (column == Enabled)
            return entry(row).isEnabled ? tr("Enabled") : tr("Disabled");
        return displayed(row, column);
    case kEntryRole:
        return QVariant::fromValue(entry(row));
    default:
        return {};
    }
}

QVariant RuleModel::displayed(int row, int column) const
{
    const config::RuleEntry &shown = entry(row);
    switch (column) {
    case Position:
        return shown.isEnabled ? QString::number(number(row)) : u"–"_s;
    case Subject:
        return rules::subjectOf(shown.rule.match);
    case Resource:
        return rules::resourceOf(shown.rule.match);
    case Actions:
        return shown.rule.actions.empty() ? tr("nothing: deny") : chipsOf(shown.rule).join(u", ");
    case Comment:
        return texts::shown(shown.rule.comment, 200);
    case Warnings:
        return warningText(row);
    case Hits:
    case LastHit:
        return hitsText(row, column);
    default:
        return {};
    }
}

QVariant RuleModel::implicitData(int column, int role) const
{
    if (role == Qt::ToolTipRole && column != Warnings)
        return tr("What no rule matches is denied. This row is always the last.");
    if (role == Qt::ToolTipRole)
        return toolTip(ruleCount(), column);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Subject:
        return tr("everything else");
    case Actions:
        return tr("nothing: deny");
    case Warnings:
        return warningText(ruleCount());
    default:
        return {};
    }
}

QString RuleModel::warningText(int row) const
{
    const auto &found = warnings(row);
    if (found.empty())
        return {};
    const int more = static_cast<int>(found.size()) - 1;
    return more == 0 ? found.front().text
                     : tr("%1 (and %n more)", nullptr, more).arg(found.front().text);
}

QString RuleModel::hitsText(int row, int column) const
{
    const auto found = hits(row);
    if (!found)
        return m_counters ? u"–"_s : QString();
    if (column == Hits)
        return QLocale().toString(qlonglong(found->hits));
    return found->last.isValid() ? texts::relativeTime(found->last, m_counters->now) : tr("never");
}

QVariant RuleModel::decoration(int row, int column) const
{
    if (column == Position && row == m_markedRow)
        return theme::icon(u"arrow-right"_s, theme::Role::Accent);
    if (column != Warnings || warnings(row).empty())
        return {};
    const auto &found = warnings(row);
    const bool isGrave = std::any_of(found.begin(), found.end(), [](const RuleWarning &warning) {
        return warning.severity != config::Problem::Severity::Lint;
    });
    return isGrave ? theme::icon(u"warning"_s, theme::Role::Warning)
                   : theme::icon(u"info"_s, theme::Role::Information);
}

QVariant RuleModel::look(int row, int column, int role) const
{
    const bool isMarked = row == m_markedRow;
    const bool isPale = isImplicit(row) || !entry(row).isEnabled;
    if (role == Qt::BackgroundRole)
        return isMarked ? QVariant(theme::tint(theme::Role::Accent, QGuiApplication::palette()))
                        : QVariant();
    if (role == Qt::ForegroundRole) {
        const bool isStale = m_countersStale && (column == Hits || column == LastHit);
        if (isPale || isStale)
            return theme::color(theme::Role::DisabledText, QGuiApplication::palette());
        const bool isSecondary = column == Position || column == LastHit;
        if (isSecondary || (column == Actions && entry(row).rule.actions.empty()))
            return theme::color(column == Actions ? theme::Role::Denied : theme::Role::MutedText,
                                QGuiApplication::palette());
        return {};
    }
    const bool isItalic = isImplicit(row) ||
                          (column == Actions && entry(row).rule.actions.empty()) ||
                          (column == Subject && entry(row).rule.match == acl::MatchConditions{});
    if (!isMarked && !isItalic)
        return {};
    QFont font =
        column == Subject || column == Resource ? theme::fixedFont() : QGuiApplication::font();
    font.setBold(isMarked);
    font.setItalic(isItalic);
    return font;
}

QString RuleModel::toolTip(int row, int column) const
{
    if (column == Warnings) {
        QStringList lines;
        for (const RuleWarning &warning : warnings(row))
            lines << (warning.remedy.isEmpty() ? warning.text
                                               : warning.text + u' ' + warning.remedy);
        return lines.join(u'\n');
    }
    if (column == Hits || column == LastHit) {
        if (!m_counters)
            return tr("Hits are counted by the daemon; none is connected.");
        if (m_counters->revision.isEmpty() || m_hits.empty())
            return tr("The daemon counts for another version of the rules.");
        if (!hits(row))
            return tr("This rule is not in force yet.");
        return tr("Counted since %1.")
            .arg(QLocale().toString(m_counters->since.toLocalTime(), QLocale::ShortFormat));
    }
    QString text = rules::sentenceOf(entry(row).rule);
    if (!entry(row).isEnabled)
        text += u'\n' + tr("This rule is disabled: it is passed over.");
    if (!entry(row).rule.comment.empty())
        text += u'\n' + texts::shown(entry(row).rule.comment);
    if (!entry(row).note.empty())
        text += u'\n' + tr("In the file: %1").arg(texts::shown(entry(row).note, 400));
    return text;
}

QVariant RuleModel::sortKey(int row, int column) const
{
    if (isImplicit(row))
        return {};
    switch (column) {
    case Position:
        return row;
    case Enabled:
        return entry(row).isEnabled ? 0 : 1;
    case Warnings:
        return -static_cast<int>(warnings(row).size());
    case Hits:
        return hits(row) ? qlonglong(hits(row)->hits) : -1;
    case LastHit:
        return hits(row) && hits(row)->last.isValid() ? hits(row)->last.toMSecsSinceEpoch() : 0;
    default:
        return displayed(row, column);
    }
}

} // namespace wharfgate::gui
