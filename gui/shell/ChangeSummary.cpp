// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ChangeSummary.h"

#include "gui/models/RuleSentence.h"
#include "gui/widgets/Texts.h"
#include "shared/acl/AccessList.h"
#include "shared/config/TestRun.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(ChangeSummary)
};

/// Which row of the one list is which of the other: equal rules, in their order.
class RuleMatching
{
public:
    RuleMatching(const std::vector<config::RuleEntry> &before,
                 const std::vector<config::RuleEntry> &after)
        : m_partner(after.size(), kNone)
        , m_isMatched(before.size(), false)
    {
        std::multimap<std::string, std::size_t> rows;
        for (std::size_t row = 0; row < before.size(); ++row)
            rows.emplace(config::rulesToYaml({before[row]}), row);
        for (std::size_t row = 0; row < after.size(); ++row) {
            const auto found = rows.find(config::rulesToYaml({after[row]}));
            if (found == rows.end())
                continue;
            m_partner[row] = found->second;
            m_isMatched[found->second] = true;
            rows.erase(found);
        }
        findStationary();
    }

    static constexpr std::size_t kNone = SIZE_MAX;
    std::size_t partnerOf(std::size_t afterRow) const { return m_partner[afterRow]; }
    bool isGone(std::size_t beforeRow) const { return !m_isMatched[beforeRow]; }
    /// It has a partner, but not in the order of the others.
    bool isMoved(std::size_t afterRow) const
    {
        return m_partner[afterRow] != kNone && !m_stationary.contains(afterRow);
    }

private:
    /// The longest run of rows that kept their order: whoever is not in it has moved.
    void findStationary()
    {
        std::vector<std::size_t> tails; // rows of `after`, their partners ascending
        std::vector<std::size_t> previous(m_partner.size(), kNone);
        for (std::size_t row = 0; row < m_partner.size(); ++row) {
            if (m_partner[row] == kNone)
                continue;
            const auto place = std::lower_bound(
                tails.begin(), tails.end(), m_partner[row],
                [this](std::size_t tail, std::size_t value) { return m_partner[tail] < value; });
            if (place != tails.begin())
                previous[row] = *std::prev(place);
            if (place == tails.end())
                tails.push_back(row);
            else
                *place = row;
        }
        for (std::size_t row = tails.empty() ? kNone : tails.back(); row != kNone;
             row = previous[row])
            m_stationary.insert(row);
    }

    std::vector<std::size_t> m_partner;
    std::vector<bool> m_isMatched;
    std::set<std::size_t> m_stationary;
};

QString describe(const config::RuleEntry &entry)
{
    return entry.isEnabled ? rules::sentenceOf(entry.rule)
                           : Sentences::tr("(disabled) %1").arg(rules::sentenceOf(entry.rule));
}

QStringList ruleChanges(const std::vector<config::RuleEntry> &before,
                        const std::vector<config::RuleEntry> &after)
{
    const RuleMatching matching(before, after);
    const auto oldNumber = [numbers = config::ruleNumbers(before)](std::size_t row) {
        return QString::number(numbers[row]);
    };
    const auto newNumber = [numbers = config::ruleNumbers(after)](std::size_t row) {
        return QString::number(numbers[row]);
    };
    QStringList sentences;
    std::set<std::size_t> gone;
    for (std::size_t row = 0; row < before.size(); ++row) {
        if (matching.isGone(row))
            gone.insert(row);
    }
    std::size_t next = 0; // the row of `before` that would come here if nothing had changed
    for (std::size_t row = 0; row < after.size(); ++row) {
        const std::size_t partner = matching.partnerOf(row);
        if (partner == RuleMatching::kNone) {
            // A rule that went from this very place was changed rather than replaced.
            if (gone.erase(next) > 0) {
                sentences.append(
                    before[next].isEnabled != after[row].isEnabled &&
                            describe({before[next].rule}) == describe({after[row].rule})
                        ? (after[row].isEnabled ? Sentences::tr("Rule %1 enabled: %2")
                                                : Sentences::tr("Rule %1 disabled: %2"))
                              .arg(newNumber(row), rules::sentenceOf(after[row].rule))
                        : Sentences::tr("Rule %1 changed: %2\nbefore: %3")
                              .arg(newNumber(row), describe(after[row]), describe(before[next])));
                ++next;
            } else {
                sentences.append(
                    Sentences::tr("Rule %1 added: %2").arg(newNumber(row), describe(after[row])));
            }
            continue;
        }
        if (matching.isMoved(row))
            sentences.append(Sentences::tr("Rule %1 moved to %2: %3")
                                 .arg(oldNumber(partner), newNumber(row), describe(after[row])));
        else
            next = partner + 1;
    }
    for (const std::size_t row : gone)
        sentences.append(
            Sentences::tr("Rule %1 removed: %2").arg(oldNumber(row), describe(before[row])));
    return sentences;
}

QString shownName(const std::string &name)
{
    return name.empty() ? Sentences::tr("(anonymous)") : texts::shown(name, 80);
}

QStringList userChanges(const std::map<std::string, config::User> &before,
                        const std::map<std::string, config::User> &after)
{
    QStringList sentences;
    for (const auto &[name, user] : after) {
        const auto old = before.find(name);
        if (old == before.end()) {
            sentences.append(Sentences::tr("User %1 added").arg(shownName(name)));
            continue;
        }
        if (old->second.passwordHash != user.passwordHash) {
            auto isLocked = [](const config::User &which) {
                return which.passwordHash && which.passwordHash->starts_with('!');
            };
            sentences.append((isLocked(user) == isLocked(old->second)
                                  ? Sentences::tr("User %1: password changed")
                              : isLocked(user) ? Sentences::tr("User %1 locked")
                                               : Sentences::tr("User %1 unlocked"))
                                 .arg(shownName(name)));
        }
        if (old->second.labels != user.labels)
            sentences.append(Sentences::tr("User %1: labels changed").arg(shownName(name)));
    }
    for (const auto &[name, user] : before) {
        if (!after.contains(name))
            sentences.append(Sentences::tr("User %1 removed").arg(shownName(name)));
    }
    return sentences;
}

/// Settings by the line that they stand on, which is enough to say that one differs.
std::map<std::string, std::string> settingLines(const config::ConfigurationText &text)
{
    std::map<std::string, std::string> out;
    std::vector<std::string_view> lines;
    const std::string_view all = text.text();
    for (std::size_t start = 0; start <= all.size();) {
        const std::size_t end = std::min(all.find('\n', start), all.size());
        lines.push_back(all.substr(start, end - start));
        start = end + 1;
    }
    for (const auto &[path, position] : text.configuration()->positions) {
        const auto line = static_cast<std::size_t>(position.line);
        if (path.starts_with("users") || path.starts_with("acl") || path.starts_with("tests") ||
            line == 0 || line > lines.size() || path.find('.') == std::string::npos)
            continue;
        std::string_view written = lines[line - 1];
        written.remove_prefix(std::min(written.find_first_not_of(' '), written.size()));
        out[path] = written;
    }
    return out;
}

QStringList settingChanges(const config::ConfigurationText &before,
                           const config::ConfigurationText &after)
{
    const auto old = settingLines(before);
    const auto now = settingLines(after);
    QStringList sentences;
    for (const auto &[path, line] : now) {
        const auto found = old.find(path);
        if (found == old.end())
            sentences.append(Sentences::tr("Setting %1 added").arg(QString::fromStdString(path)));
        else if (found->second != line)
            sentences.append(Sentences::tr("Setting %1 changed").arg(QString::fromStdString(path)));
    }
    for (const auto &[path, line] : old) {
        if (!now.contains(path))
            sentences.append(Sentences::tr("Setting %1 removed").arg(QString::fromStdString(path)));
    }
    return sentences;
}

QString outcomeText(const config::TestOutcome &outcome)
{
    QStringList actions;
    for (const std::string &action : outcome.granted)
        actions.append(texts::shown(action, 40));
    const QString granted = actions.isEmpty() ? Sentences::tr("nothing") : actions.join(u", "_s);
    return outcome.rule
               ? Sentences::tr("%1 (rule %2)").arg(granted, QString::number(*outcome.rule + 1))
               : Sentences::tr("%1 (no rule)").arg(granted);
}

} // namespace

ChangeSummary summarizeChanges(const config::ConfigurationText &before,
                               const config::ConfigurationText &after)
{
    ChangeSummary summary;
    summary.rules = ruleChanges(before.rules(), after.rules());
    summary.users = userChanges(before.configuration()->users, after.configuration()->users);
    summary.settings = settingChanges(before, after);
    const auto &tests = after.configuration()->tests;
    if (tests.empty())
        return summary;
    const config::TestRun oldRun(*before.configuration());
    const config::TestRun newRun(*after.configuration());
    for (std::size_t index = 0; index < tests.size(); ++index) {
        const config::TestOutcome was = oldRun.outcomeOf(tests[index]);
        const config::TestOutcome is = newRun.outcomeOf(tests[index]);
        ++summary.casesRun;
        summary.failing += is.passes ? 0 : 1;
        if (was.granted == is.granted && was.passes == is.passes)
            continue;
        summary.effects.push_back({tests[index].title.empty()
                                       ? Sentences::tr("Case %1").arg(index + 1)
                                       : texts::shown(tests[index].title, 120),
                                   outcomeText(was), outcomeText(is), is.passes, was.passes});
    }
    return summary;
}

} // namespace wharfgate::gui
