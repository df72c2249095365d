// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/RuleSentence.h"

#include "gui/widgets/Texts.h"
#include "shared/acl/Pattern.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui::rules {

namespace {

/// The words, for translators in one context.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(RuleSentence)

public:
    explicit Words(const acl::Rule &rule)
        : m_rule(rule)
    {}

    QString sentence() const
    {
        //: %1 is who, %2 what they may do, %3 with which resources.
        QString text = tr("%1 %2 %3.").arg(who(), may(), what());
        if (uses(u"${account"))
            text += u' ' + tr("${account} stands for the account that asks.");
        if (uses(u"${labels:"))
            text += u' ' + tr("${labels:…} stands for each value of that label in turn.");
        return text;
    }

private:
    static bool isExact(const acl::Pattern &pattern)
    {
        return !pattern.isRegex() && pattern.isStatic() && pattern.glob().isLiteral();
    }

    static QString quoted(const std::string &text) { return u'“' + texts::shown(text, 120) + u'”'; }

    /// "is exactly a", "matches a*", "matches the expression /a/".
    static QString condition(const std::string &text)
    {
        const acl::Pattern pattern(text);
        if (text.empty())
            return tr("is empty");
        if (pattern.isRegex())
            return tr("matches the expression %1").arg(quoted(text));
        if (isExact(pattern))
            return tr("is exactly %1").arg(quoted(pattern.glob().literal()));
        return tr("matches %1").arg(quoted(text));
    }

    QString who() const
    {
        const acl::MatchConditions &match = m_rule.match;
        QString text = tr("Anyone");
        if (match.account) {
            if (match.account->empty())
                text = tr("Anyone without an account");
            else if (*match.account == "/.+/" || *match.account == "/./")
                text = tr("Anyone with an account");
            else if (*match.account != "*" || !match.labels.empty())
                text = tr("Anyone whose account %1").arg(condition(*match.account));
            else
                text = tr("Anyone whose account has no slash");
        }
        QStringList labels;
        for (const auto &[name, pattern] : match.labels)
            labels << tr("whose label %1 %2").arg(quoted(name), condition(pattern));
        if (!labels.isEmpty())
            text += u' ' + (match.account ? tr("and") + u' ' : QString()) +
                    labels.join(u' ' + tr("and") + u' ');
        if (match.ip)
            text += u' ' + tr("from %1").arg(quoted(*match.ip));
        return text;
    }

    QString may() const
    {
        const auto &actions = m_rule.actions;
        if (actions.empty())
            return tr("may do nothing with");
        if (actions.size() == 1 && actions.front() == "*")
            return tr("may do everything with");
        QStringList words;
        for (const std::string &action : actions)
            words << (action == "*" ? tr("whatever is called *") : texts::shown(action, 60));
        if (words.size() == 1)
            return tr("may %1").arg(words.front());
        const QString last = words.takeLast();
        return tr("may %1 and %2").arg(words.join(u", "), last);
    }

    QString what() const
    {
        const acl::MatchConditions &match = m_rule.match;
        QString text = resource();
        if (match.service)
            text += u' ' + tr("at a service whose name %1").arg(condition(*match.service));
        return text;
    }

    QString resource() const
    {
        const acl::MatchConditions &match = m_rule.match;
        const bool isExactName = match.name && isExact(acl::Pattern(*match.name));
        const QString name =
            isExactName ? quoted(acl::Pattern(*match.name).glob().literal()) : QString();
        if (!match.type)
            return match.name ? tr("anything whose name %1").arg(condition(*match.name))
                              : tr("anything");
        if (*match.type == "repository") {
            if (!match.name)
                return tr("all repositories");
            return isExactName ? tr("the repository %1").arg(name)
                               : tr("repositories whose name %1").arg(condition(*match.name));
        }
        if (*match.type == "registry" && match.name == "catalog")
            return tr("the catalog, the list of all repositories");
        const QString type = tr("resources whose type %1").arg(condition(*match.type));
        return match.name ? tr("%1 and whose name %2").arg(type, condition(*match.name)) : type;
    }

    bool uses(QStringView variable) const
    {
        const acl::MatchConditions &match = m_rule.match;
        const auto has = [&](const std::optional<std::string> &text) {
            return text && QString::fromStdString(*text).contains(variable);
        };
        return has(match.account) || has(match.type) || has(match.name) || has(match.service) ||
               std::any_of(match.labels.begin(), match.labels.end(),
                           [&](const auto &label) { return has(label.second); });
    }

    const acl::Rule &m_rule;
};

} // namespace

QString sentenceOf(const acl::Rule &rule)
{
    return Words(rule).sentence();
}

QString subjectOf(const acl::MatchConditions &match)
{
    QStringList parts;
    if (match.account)
        parts << (match.account->empty() ? Words::tr("without account")
                                         : texts::shown(*match.account, 200));
    for (const auto &[name, pattern] : match.labels)
        parts << texts::shown(name, 80) + u'=' + texts::shown(pattern, 120);
    if (parts.isEmpty())
        parts << Words::tr("anyone");
    if (match.ip)
        parts << Words::tr("from %1").arg(texts::shown(*match.ip, 80));
    return parts.join(u" · ");
}

QString resourceOf(const acl::MatchConditions &match)
{
    QString text;
    if (!match.type && !match.name)
        text = Words::tr("anything");
    else if (!match.type)
        text = Words::tr("any type:%1").arg(texts::shown(*match.name, 200));
    else
        text = texts::shown(*match.type, 80) + u':' +
               (match.name ? texts::shown(*match.name, 200) : Words::tr("any name"));
    if (match.service)
        text += u" · "_s + Words::tr("at %1").arg(texts::shown(*match.service, 120));
    return text;
}

QString explanationOf(const std::string &pattern)
{
    if (pattern.empty())
        return Words::tr("Matches the empty text only.");
    const acl::Pattern compiled(pattern);
    if (compiled.isRegex()) {
        if (!compiled.regex().isValid())
            return Words::tr("This regular expression is not valid: %1.")
                .arg(texts::shown(compiled.regex().problem().message));
        const std::string_view body = acl::regexBody(compiled.text());
        if (body.starts_with('^') && body.ends_with('$'))
            return Words::tr("A regular expression for the whole text.");
        return Words::tr(
            "A regular expression, found anywhere in the text. Begin it with ^ and end it "
            "with $ for the whole text.");
    }
    if (compiled.isStatic() && !compiled.glob().isWellFormed())
        return Words::tr("This pattern is malformed and matches nothing. Close every “[”.");
    if (compiled.isStatic() && compiled.glob().isLiteral())
        return Words::tr(
            "Matches exactly this text. * stands for any characters but a slash; a regular "
            "expression is written between slashes.");
    return Words::tr(
        "A shell pattern: * and ? match any characters but a slash. For several levels write "
        "a regular expression, such as /^team\\/.+$/.");
}

QString fieldText(const std::optional<std::string> &pattern)
{
    if (!pattern)
        return {};
    return pattern->empty() ? u"\"\""_s : QString::fromStdString(*pattern);
}

std::optional<std::string> patternOfField(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    return trimmed == u"\"\""_s ? std::string() : trimmed.toStdString();
}

} // namespace wharfgate::gui::rules
