// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Verdict.h"

#include <QCoreApplication>

namespace wharfgate::gui {

namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Verdict", text);
}

Verdict granted()
{
    return {word(QT_TRANSLATE_NOOP("Verdict", "Granted")), Verdict::Shape::Check,
            theme::Role::Granted};
}

Verdict partlyGranted()
{
    return {word(QT_TRANSLATE_NOOP("Verdict", "Partly Granted")), Verdict::Shape::Half,
            theme::Role::PartlyGranted};
}

Verdict denied()
{
    return {word(QT_TRANSLATE_NOOP("Verdict", "Denied")), Verdict::Shape::Cross,
            theme::Role::Denied};
}

} // namespace

Verdict Verdict::of(events::AuthResult result)
{
    switch (result) {
    case events::AuthResult::Granted:
        return granted();
    case events::AuthResult::PartlyGranted:
        return partlyGranted();
    case events::AuthResult::Denied:
        return denied();
    case events::AuthResult::LoginFailed:
        return {gui::word(QT_TRANSLATE_NOOP("Verdict", "Login Failed")), Shape::Key,
                theme::Role::LoginFailed};
    case events::AuthResult::BadRequest:
        return {gui::word(QT_TRANSLATE_NOOP("Verdict", "Bad Request")), Shape::Exclamation,
                theme::Role::Warning};
    case events::AuthResult::Busy:
        return {gui::word(QT_TRANSLATE_NOOP("Verdict", "Busy")), Shape::Dash, theme::Role::Warning};
    case events::AuthResult::Error:
        break;
    }
    return {gui::word(QT_TRANSLATE_NOOP("Verdict", "Error")), Shape::Exclamation,
            theme::Role::Error};
}

Verdict Verdict::ofActions(std::size_t grantedCount, std::size_t requested)
{
    if (grantedCount == 0 && requested > 0)
        return denied();
    return grantedCount < requested ? partlyGranted() : granted();
}

} // namespace wharfgate::gui
