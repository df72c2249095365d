// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/Version.h"
#include "gui/client/ConnectionStore.h"
#include "gui/shell/MainWindow.h"
#include "gui/shell/Startup.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTimer>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    using namespace wharfgate::gui;
    QApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    startup::prepare(application, QLocale());

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Console of the Docker registry access gate."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        u"connection"_s,
        QCoreApplication::translate("main", "A configuration file, the control socket of a daemon, "
                                            "or ssh://USER@HOST; the last one if left out."),
        u"[CONNECTION]"_s);
    parser.process(application);
    const QStringList operands = parser.positionalArguments();
    if (operands.size() > 1)
        parser.showHelp(2);

    QSettings settings;
    ConnectionStore connections(settings);
    MainWindow window(connections);
    if (operands.isEmpty()) {
        window.show();
        QTimer::singleShot(0, &window, &MainWindow::openLast);
        return QApplication::exec();
    }
    const auto spec = startup::connectionFrom(operands.first());
    if (!spec) {
        std::fprintf(stderr, "wharfgate: %s\n", spec.error().detail.c_str());
        return 2;
    }
    window.show();
    window.openConnection(*spec);
    return QApplication::exec();
}
