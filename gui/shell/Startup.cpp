// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/Startup.h"

#include "gui/widgets/ConsoleStyle.h"
#include "gui/widgets/Theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <QUrl>

#include <algorithm>
#include <sys/stat.h>

// Outside every namespace, as the macro wants it: a static library's resources are not registered
// by themselves.
static void initializeTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace wharfgate::gui::startup {

using namespace Qt::StringLiterals;

namespace {

bool install(QApplication &application, const QLocale &locale, const QString &name,
             const QString &folder)
{
    auto *translator = new QTranslator(&application);
    const bool found = translator->load(locale, name, u"_"_s, folder);
    if (found)
        QCoreApplication::installTranslator(translator);
    return found;
}

bool isSocket(const QString &path)
{
    struct stat information = {};
    return ::stat(QFile::encodeName(path).constData(), &information) == 0 &&
           S_ISSOCK(information.st_mode);
}

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(Startup)
};

} // namespace

void prepare(QApplication &application, const QLocale &locale)
{
    initializeTranslations();
    QCoreApplication::setOrganizationName(u"Wharfgate"_s);
    QCoreApplication::setApplicationName(u"wharfgate"_s);
    QGuiApplication::setApplicationDisplayName(u"Wharfgate"_s);
    QGuiApplication::setDesktopFileName(u"wharfgate"_s);
    QApplication::setWindowIcon(theme::applicationIcon());
    QApplication::setStyle(new ConsoleStyle); // owned by the application
    install(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // The English one knows singular from plural, which the texts in the sources do not.
    const QString own = u":/wharfgate/translations"_s;
    if (!install(application, locale, u"wharfgate"_s, own))
        install(application, QLocale(QLocale::English), u"wharfgate"_s, own);
}

Result<ConnectionSpec> connectionFrom(const QString &operand)
{
    ConnectionSpec spec;
    if (operand.startsWith(u"ssh://"_s)) {
        const QUrl url(operand, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || url.host().startsWith(u'-'))
            return failure(ErrorCode::InvalidInput,
                           Sentences::tr("%1 is no address of the form ssh://USER@HOST/SOCKET.")
                               .arg(operand)
                               .toStdString());
        spec.kind = ConnectionSpec::Kind::Ssh;
        spec.host = url.userName().isEmpty() ? url.host() : url.userName() + u'@' + url.host();
        spec.port = std::max(0, url.port());
        spec.path = url.path().size() > 1 ? url.path() : u"/run/wharfgate/control.sock"_s;
        return spec;
    }
    const QFileInfo information(operand);
    if (!information.exists())
        return failure(ErrorCode::NotFound,
                       Sentences::tr("%1 does not exist. Give a configuration file, the control "
                                     "socket of a daemon, or ssh://USER@HOST.")
                           .arg(operand)
                           .toStdString());
    spec.kind = isSocket(operand) ? ConnectionSpec::Kind::LocalSocket : ConnectionSpec::Kind::File;
    if (spec.kind == ConnectionSpec::Kind::File && !information.isFile())
        return failure(
            ErrorCode::InvalidInput,
            Sentences::tr("%1 is neither a file nor a socket.").arg(operand).toStdString());
    spec.path = information.absoluteFilePath();
    return spec;
}

QString defaultSocketPath()
{
    const QString system = u"/run/wharfgate/control.sock"_s;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!QFileInfo::exists(system) && !runtime.isEmpty()) {
        const QString own = runtime + u"/wharfgate/control.sock"_s;
        if (QFileInfo::exists(own))
            return own;
    }
    return system;
}

} // namespace wharfgate::gui::startup
