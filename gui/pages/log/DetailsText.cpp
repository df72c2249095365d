// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/DetailsText.h"

#include "gui/models/EventCells.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/widgets/Verdict.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

using events::AuthEvent;
using events::AuthResult;
using events::ScopeOutcome;

constexpr std::size_t kMostScopes = 50;     // more are counted
constexpr std::size_t kMostPassedOver = 60; // of one scope

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::DetailsText)
};

QString escaped(const std::string &text)
{
    return texts::shown(text).toHtmlEscaped();
}

QString code(const QString &html)
{
    return u"<span style=\"font-family:'%1'\">"_s.arg(theme::fixedFont().family().toHtmlEscaped()) +
           html + u"</span>"_s;
}

QString colored(const QString &html, theme::Role role, const QPalette &palette)
{
    return u"<span style=\"color:"_s + theme::color(role, palette).name() + u"\">"_s + html +
           u"</span>"_s;
}

/// Builds the text part by part.
class Writer
{
public:
    Writer(const AuthEvent &event, const DetailsContext &context, const QPalette &palette)
        : m_event(event)
        , m_context(context)
        , m_palette(palette)
    {}

    QString html()
    {
        writeVerdict();
        writeRequest();
        writeScopes();
        writeAnswer();
        return m_out;
    }

private:
    void heading(const QString &text)
    {
        m_out += u"<p style=\"margin-top:12px; margin-bottom:4px\"><b>"_s + text.toHtmlEscaped() +
                 u"</b></p>"_s;
    }
    void beginTable() { m_out += u"<table cellspacing=\"0\" cellpadding=\"2\">"_s; }
    void endTable() { m_out += u"</table>"_s; }
    void row(const QString &label, const QString &html)
    {
        if (html.isEmpty())
            return;
        m_out += u"<tr><td style=\"padding-right:12px; white-space:nowrap\">"_s +
                 colored(label.toHtmlEscaped(), theme::Role::MutedText, m_palette) +
                 u"</td><td>"_s + html + u"</td></tr>"_s;
    }
    void paragraph(const QString &html)
    {
        m_out += u"<p style=\"margin:4px 0\">"_s + html + u"</p>"_s;
    }

    void writeVerdict()
    {
        const Verdict verdict = Verdict::of(m_event.result);
        m_out += u"<p style=\"margin-bottom:4px\"><b>"_s +
                 colored(verdict.word.toHtmlEscaped(), verdict.role, m_palette) + u"</b> "_s +
                 eventcells::sentence(m_event).toHtmlEscaped() + u"</p>"_s;
        if (!m_event.reason.empty())
            paragraph(escaped(m_event.reason));
        if (!m_context.rulesChanged.isEmpty())
            paragraph(
                colored(m_context.rulesChanged.toHtmlEscaped(), theme::Role::Warning, m_palette));
        if (!m_context.note.isEmpty())
            paragraph(Tr::tr("Your note: %1").arg(texts::shown(m_context.note)).toHtmlEscaped());
    }

    void writeRequest()
    {
        heading(Tr::tr("Request"));
        beginTable();
        const QDateTime time = eventcells::timeOf(m_event);
        row(Tr::tr("Time"), eventcells::time(time, TimeFormat::Local, {}).toHtmlEscaped() +
                                u"<br>"_s + time.toUTC().toString(Qt::ISODateWithMs));
        row(Tr::tr("User"), code(eventcells::account(m_event.account).toHtmlEscaped()));
        QString address = code(escaped(m_event.clientAddress));
        if (m_event.peerAddress != m_event.clientAddress && !m_event.peerAddress.empty())
            address += u' ' + Tr::tr("through %1").arg(code(escaped(m_event.peerAddress)));
        row(Tr::tr("Address"), address);
        row(Tr::tr("Service"), escaped(m_event.service));
        row(Tr::tr("Program"), escaped(m_event.userAgent));
        row(Tr::tr("TLS"), m_event.tls ? escaped(m_event.tlsProtocol)
                                       : Tr::tr("none: plain HTTP").toHtmlEscaped());
        row(Tr::tr("Request ID"), code(escaped(m_event.requestId)));
        endTable();
    }

    void writeScopes()
    {
        if (m_event.scopes.empty()) {
            heading(Tr::tr("Access"));
            paragraph(Tr::tr("No access was asked for: this was a login only.").toHtmlEscaped());
            return;
        }
        for (std::size_t i = 0; i < std::min(m_event.scopes.size(), kMostScopes); ++i)
            writeScope(i);
        if (m_event.scopes.size() > kMostScopes)
            paragraph(Tr::tr("And %Ln more scopes; the raw JSON has them all.", nullptr,
                             static_cast<int>(m_event.scopes.size() - kMostScopes))
                          .toHtmlEscaped());
    }

    QString actions(const std::vector<std::string> &list, theme::Role role) const
    {
        QStringList out;
        for (const std::string &action : list)
            out.append(colored(escaped(action), role, m_palette));
        return out.isEmpty() ? Tr::tr("nothing") : out.join(u", "_s);
    }

    void writeScope(std::size_t i)
    {
        const ScopeOutcome &scope = m_event.scopes[i];
        heading(m_event.scopes.size() == 1
                    ? Tr::tr("Access")
                    : Tr::tr("Access %1 of %2").arg(i + 1).arg(m_event.scopes.size()));
        std::vector<std::string> refused;
        std::copy_if(scope.requested.begin(), scope.requested.end(), std::back_inserter(refused),
                     [&scope](const std::string &action) {
                         return std::find(scope.granted.begin(), scope.granted.end(), action) ==
                                scope.granted.end();
                     });
        beginTable();
        row(Tr::tr("Type"), escaped(scope.type));
        row(Tr::tr("Name"), code(escaped(scope.name)));
        row(Tr::tr("Requested"), actions(scope.requested, theme::Role::MutedText));
        row(Tr::tr("Granted"), actions(scope.granted, theme::Role::Granted));
        if (!refused.empty())
            row(Tr::tr("Refused"), actions(refused, theme::Role::Denied));
        row(Tr::tr("Decided by"), decidedBy(scope));
        endTable();
        if (i < m_context.scopes.size() && m_event.result != AuthResult::LoginFailed)
            writeExplanation(scope, m_context.scopes[i]);
    }

    static QString decidedBy(const ScopeOutcome &scope)
    {
        if (!scope.rule) {
            if (!scope.authorizer.empty())
                return escaped(scope.authorizer);
            return Tr::tr("no rule matched, so nothing was granted").toHtmlEscaped();
        }
        QString text = Tr::tr("rule %1").arg(eventcells::ruleNumber(*scope.rule)).toHtmlEscaped();
        if (scope.granted.empty())
            text += u' ' + Tr::tr("(it grants none of these)").toHtmlEscaped();
        if (!scope.ruleComment.empty())
            text += u"<br>"_s + escaped(scope.ruleComment);
        return text;
    }

    void writeExplanation(const ScopeOutcome &scope, const ScopeExplanation &explanation)
    {
        if (explanation.state == ScopeExplanation::State::Waiting)
            return paragraph(Tr::tr("Asking which rules were tried…").toHtmlEscaped());
        if (explanation.state == ScopeExplanation::State::Unavailable)
            return paragraph(
                colored(explanation.note.toHtmlEscaped(), theme::Role::MutedText, m_palette));
        if (explanation.rule != scope.rule)
            paragraph(
                colored(nowDecides(explanation).toHtmlEscaped(), theme::Role::Warning, m_palette));
        if (explanation.passedOver.empty())
            return paragraph(Tr::tr("No rule before it was tried.").toHtmlEscaped());
        paragraph(Tr::tr("%Ln rules were tried before, by the rules in force now:", nullptr,
                         static_cast<int>(explanation.passedOver.size()))
                      .toHtmlEscaped());
        m_out += u"<table cellspacing=\"0\" cellpadding=\"2\">"_s;
        const std::size_t count = std::min(explanation.passedOver.size(), kMostPassedOver);
        for (std::size_t i = 0; i < count; ++i) {
            const auto &[rule, sentence] = explanation.passedOver[i];
            m_out += u"<tr><td align=\"right\" style=\"padding-right:8px\">"_s +
                     colored(eventcells::ruleNumber(rule), theme::Role::MutedText, m_palette) +
                     u"</td><td>"_s + sentence.toHtmlEscaped() + u"</td></tr>"_s;
        }
        m_out += u"</table>"_s;
        if (explanation.passedOver.size() > count)
            paragraph(Tr::tr("And %Ln more. Test this request to see them all.", nullptr,
                             static_cast<int>(explanation.passedOver.size() - count))
                          .toHtmlEscaped());
    }

    static QString nowDecides(const ScopeExplanation &explanation)
    {
        return explanation.rule
                   ? Tr::tr(
                         "Now rule %1 would decide: the rules or the user's labels have changed.")
                         .arg(eventcells::ruleNumber(*explanation.rule))
                   : Tr::tr(
                         "Now no rule would match: the rules or the user's labels have changed.");
    }

    void writeAnswer()
    {
        heading(Tr::tr("Answer"));
        beginTable();
        row(Tr::tr("Status"), QString::number(m_event.status));
        row(Tr::tr("Duration"), texts::duration(m_event.duration.count()).toHtmlEscaped());
        row(Tr::tr("Logged in by"), escaped(m_event.authenticator));
        row(Tr::tr("External program"), code(escaped(m_event.program)));
        if (m_context.tokenSeconds && m_event.status == 200)
            row(Tr::tr("Token lifetime"), Tr::tr("%Ln s, as configured now", nullptr,
                                                 static_cast<int>(*m_context.tokenSeconds))
                                              .toHtmlEscaped());
        endTable();
    }

    const AuthEvent &m_event;
    const DetailsContext &m_context;
    const QPalette &m_palette;
    QString m_out;
};

} // namespace

QString detailsHtml(const AuthEvent &event, const DetailsContext &context, const QPalette &palette)
{
    return Writer(event, context, palette).html();
}

QString detailsJson(const AuthEvent &event)
{
    const QByteArray compact = QByteArray::fromStdString(events::toJson(event));
    const QByteArray indented = QJsonDocument::fromJson(compact).toJson(QJsonDocument::Indented);
    QString out;
    for (const QString &line : QString::fromUtf8(indented).trimmed().split(u'\n'))
        out += texts::shown(line) + u'\n';
    return out;
}

} // namespace wharfgate::gui
