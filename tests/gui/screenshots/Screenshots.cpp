// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0

// Renders every page and dialog of the console on a demo daemon into a folder of PNG files.
#include "gui/Version.h"
#include "gui/client/ConnectionStore.h"
#include "gui/pages/certificates/CertificatesPage.h"
#include "gui/pages/log/LogPage.h"
#include "gui/pages/rules/RulesPage.h"
#include "gui/pages/users/UsersPage.h"
#include "gui/shell/AboutDialog.h"
#include "gui/shell/ConflictDialog.h"
#include "gui/shell/ConnectionEditor.h"
#include "gui/shell/ConnectionsDialog.h"
#include "gui/shell/MainWindow.h"
#include "gui/shell/ReviewDialog.h"
#include "gui/shell/ShortcutsDialog.h"
#include "gui/shell/Startup.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "tests/gui/support/DemoWorkspace.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QPalette>
#include <QPixmap>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

QPalette darkPalette()
{
    QPalette palette;
    const QColor window(0x2b, 0x2d, 0x30);
    const QColor base(0x1e, 0x1f, 0x22);
    const QColor text(0xe6, 0xe6, 0xe6);
    const QColor disabled(0x8a, 0x8d, 0x91);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(0x25, 0x27, 0x2a));
    palette.setColor(QPalette::ToolTipBase, window);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0xa0, 0xa3, 0xa8));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(0x35, 0x37, 0x3b));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb2, 0xff));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xc4));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Light, QColor(0x45, 0x48, 0x4d));
    palette.setColor(QPalette::Midlight, QColor(0x3d, 0x40, 0x44));
    palette.setColor(QPalette::Mid, QColor(0x22, 0x24, 0x27));
    palette.setColor(QPalette::Dark, QColor(0x1a, 0x1b, 0x1e));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

/// Takes the pictures; the names say what they show.
class Photographer
{
public:
    explicit Photographer(QString folder)
        : m_folder(std::move(folder))
    {}

    void take(QWidget &widget, const QString &name)
    {
        QTest::qWait(120); // plots and delayed searches
        const QString file = QDir(m_folder).filePath(name + u".png"_s);
        if (!widget.grab().save(file))
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(file));
        else
            std::printf("%s\n", qPrintable(file));
    }

    /// The dialog that `open` opens over `window`.
    template <typename Open>
    void takeDialog(QWidget &window, const QString &name, Open open)
    {
        open();
        QTest::qWait(300);
        QDialog *shown = nullptr;
        const auto dialogs = window.findChildren<QDialog *>();
        for (QDialog *dialog : dialogs) {
            if (dialog->isVisible())
                shown = dialog;
        }
        if (shown == nullptr) {
            std::fprintf(stderr, "no dialog for %s\n", qPrintable(name));
            return;
        }
        take(*shown, name);
        shown->close();
        QTest::qWait(20);
    }

private:
    QString m_folder;
};

QAction *actionOf(QWidget &window, const QString &name)
{
    auto *action = window.findChild<QAction *>(name);
    if (action == nullptr)
        std::fprintf(stderr, "no action %s\n", qPrintable(name));
    return action;
}

void selectRow(QWidget &window, const QString &table, int row)
{
    if (auto *view = window.findChild<QTableView *>(table)) {
        if (row < 0)
            row += view->model()->rowCount();
        view->setCurrentIndex(view->model()->index(row, 0));
        view->selectRow(row);
    } else {
        std::fprintf(stderr, "no table %s\n", qPrintable(table));
    }
    QTest::qWait(100);
}

void takePages(MainWindow &window, Photographer &photographer)
{
    window.showPage(PageId::Overview);
    QTest::qWait(1500);
    photographer.take(window, u"overview"_s);
    window.showPage(PageId::Users);
    photographer.take(window, u"users"_s);
    window.showUser(u"alice.nguyen"_s);
    photographer.take(window, u"users-details"_s);
    window.showPage(PageId::Rules);
    photographer.take(window, u"rules"_s);
    window.showRule(3);
    photographer.take(window, u"rules-editor"_s);
    acl::Request request;
    request.account = "k8s-puller";
    request.type = "repository";
    request.name = "prod/api";
    request.actions = {"pull", "push"};
    window.testRequest(request);
    QTest::qWait(500);
    photographer.take(window, u"rules-test-a-request"_s);
    window.showPermissionsOf(u"ci-builder"_s);
    QTest::qWait(500);
    photographer.take(window, u"rules-who-can-do-what"_s);
    window.showCertificate(u"server"_s);
    QTest::qWait(500);
    photographer.take(window, u"certificates"_s);
    window.showCertificate(u"token"_s);
    QTest::qWait(300);
    photographer.take(window, u"certificates-token"_s);
    window.showPage(PageId::Log);
    QTest::qWait(700);
    photographer.take(window, u"log"_s);
    selectRow(window, u"logTable"_s, -1);
    QTest::qWait(500);
    photographer.take(window, u"log-details"_s);
    window.showPage(PageId::Registry);
    photographer.take(window, u"registry"_s);
}

void trigger(QWidget &window, const QString &name)
{
    if (QAction *action = actionOf(window, name))
        action->trigger();
}

void takeUserDialogs(MainWindow &window, Photographer &photographer)
{
    window.showUser(u"bo.lindqvist"_s);
    for (const auto &[name, action] : {std::pair(u"dialog-set-password"_s, u"actionSetPassword"_s),
                                       std::pair(u"dialog-rename-user"_s, u"actionRenameUser"_s)})
        photographer.takeDialog(window, name, [&, action = action] { trigger(window, action); });
    window.showUser(u"scanner"_s);
    photographer.takeDialog(window, u"dialog-delete-user"_s,
                            [&] { trigger(window, u"actionDeleteUsers"_s); });
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"team.csv"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("name,password_hash,group,team\n"
                   "greta.lind,$2y$10$ixpfXUMs0suLaCrDu..A.OC9bI/.A./X2jSpmgw2Bzh.SOTdGzPyi,"
                   "developers,payments search\n"
                   "alice.nguyen,,developers,payments checkout\n"
                   "carmen.ortiz,,developers,search\n"
                   "henk.visser,welcome1,developers,search\n");
    file.close();
    dialogs::setNextFileName(file.fileName());
    photographer.takeDialog(window, u"dialog-import-users"_s,
                            [&] { trigger(window, u"actionImportUsers"_s); });
}

/// From a form to a staged certificate and its exchange, which is not carried out.
void takeCertificateDialogs(MainWindow &window, Photographer &photographer)
{
    window.showCertificate(u"server"_s);
    photographer.takeDialog(window, u"dialog-request-certificate"_s,
                            [&] { trigger(window, u"actionRequestCertificate"_s); });
    photographer.takeDialog(window, u"dialog-pem"_s, [&] { trigger(window, u"actionShowPem"_s); });
    trigger(window, u"actionGenerateCertificate"_s);
    QTest::qWait(300);
    auto *form = window.findChild<QDialog *>(u"certificateForm"_s);
    if (form == nullptr)
        return;
    photographer.take(*form, u"dialog-generate-certificate"_s);
    form->findChild<QAbstractButton *>(u"taskVerb"_s)->click();
    QAction *rotate = actionOf(window, u"actionRotateCertificate"_s);
    if (rotate == nullptr || !QTest::qWaitFor([rotate] { return rotate->isEnabled(); }))
        return;
    QTest::qWait(300);
    photographer.take(window, u"certificates-staged"_s);
    photographer.takeDialog(window, u"dialog-rotate"_s, [rotate] { rotate->trigger(); });
}

void takeReview(MainWindow &window, Photographer &photographer)
{
    Workspace &workspace = window.workspace();
    const std::string base = workspace.content().text();
    // What an afternoon's work looks like.
    (void)workspace.perform(u"Move Rule"_s, {config::MoveRules{{7}, 4}});
    (void)workspace.perform(u"Enable Rule"_s, {config::EnableRules{{6}, true}});
    (void)workspace.perform(u"Lock User"_s, {config::LockUsers{{"eun-ji.park"}, true}});
    config::RuleEntry entry;
    entry.rule.match.account = "bo.lindqvist";
    entry.rule.match.type = "repository";
    entry.rule.match.name = "prod/api";
    entry.rule.actions = {"pull", "push"};
    entry.rule.comment = "Bo releases the API";
    (void)workspace.perform(u"Add Rule"_s, {config::InsertRules{4, {entry}}});
    config::RuleEntry all;
    all.rule.match.labels = {{"group", "developers"}};
    all.rule.match.name = "prod/*";
    all.rule.actions = {"*"};
    (void)workspace.perform(u"Add Rule"_s, {config::InsertRules{0, {all}}});
    QTest::qWait(300);
    window.showPage(PageId::Rules);
    photographer.take(window, u"rules-changed"_s);
    actionOf(window, u"actionReview"_s)->trigger();
    QTest::qWait(500);
    auto *review = window.findChild<ReviewDialog *>();
    if (review != nullptr) {
        photographer.take(*review, u"dialog-review"_s);
        auto *tabs = review->findChild<QTabWidget *>(u"reviewTabs"_s);
        for (const auto &[tab, name] :
             {std::pair(1, u"dialog-review-changes"_s), std::pair(2, u"dialog-review-effect"_s),
              std::pair(3, u"dialog-review-problems"_s)}) {
            tabs->setCurrentIndex(tab);
            photographer.take(*review, name);
        }
        review->reject();
    }
    std::string theirs = base;
    theirs.replace(theirs.find("expiration: 900"), 15, "expiration: 600");
    ConflictDialog conflict(base, theirs, workspace.content().text(), u"root"_s, &window);
    conflict.show();
    photographer.take(conflict, u"dialog-conflict"_s);
    conflict.close();
    workspace.discardChanges();
}

void takeDialogs(MainWindow &window, ConnectionStore &connections, Photographer &photographer)
{
    window.showPage(PageId::Users);
    for (const auto &[name, action] :
         {std::pair(u"dialog-add-user"_s, u"actionAddUser"_s),
          std::pair(u"dialog-connections"_s, u"actionConnections"_s),
          std::pair(u"dialog-shortcuts"_s, u"actionShortcuts"_s),
          std::pair(u"dialog-documentation"_s, u"actionDocumentation"_s),
          std::pair(u"dialog-daemon-log"_s, u"actionDaemonLog"_s),
          std::pair(u"dialog-about"_s, u"actionAbout"_s)}) {
        photographer.takeDialog(window, name, [&window, action = action] {
            if (QAction *found = actionOf(window, action))
                found->trigger();
        });
    }
    takeUserDialogs(window, photographer);
    takeCertificateDialogs(window, photographer);
    window.showPage(PageId::Log);
    photographer.takeDialog(window, u"dialog-color-rules"_s,
                            [&] { trigger(window, u"actionColorRules"_s); });
    window.showPage(PageId::Registry);
    photographer.takeDialog(window, u"dialog-check-deployment"_s, [&window] {
        trigger(window, u"actionCheckDeployment"_s);
        if (auto *dialog = window.findChild<QDialog *>(u"doctorDialog"_s)) {
            // Nothing listens on port 1.
            dialog->findChild<QLineEdit *>(u"doctorRegistry"_s)->setText(u"https://localhost:1"_s);
            dialog->findChild<QPushButton *>(u"doctorCheck"_s)->click();
            QTest::qWait(1000);
        }
    });
    photographer.takeDialog(window, u"dialog-text"_s, [&window] { window.showText(40, 1); });
    ConnectionEditor editor({}, &window);
    editor.show();
    photographer.take(editor, u"dialog-connection"_s);
    editor.close();
    (void)connections;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"folder"_s, u"Where the pictures go."_s, u"folder"_s},
                       {u"dark"_s, u"The dark palette."_s},
                       {u"locale"_s, u"Language, such as zh_CN."_s, u"locale"_s, u"en_GB"_s}});
    parser.process(application);
    const QString folder = parser.value(u"folder"_s);
    if (folder.isEmpty() || !QDir().mkpath(folder)) {
        std::fputs("Give --folder.\n", stderr);
        return 2;
    }
    const QLocale locale(parser.value(u"locale"_s));
    QLocale::setDefault(locale);
    startup::prepare(application, locale);
    if (parser.isSet(u"dark"_s))
        QApplication::setPalette(darkPalette());

    const auto daemon = test::DemoWorkspace::create();
    if (daemon == nullptr || !test::DemoWorkspace::setServerCertificate(*daemon, 12) ||
        !daemon->restart()) {
        std::fputs("The demo daemon does not start.\n", stderr);
        return 1;
    }
    test::DemoWorkspace::makeRequests(*daemon);
    QSettings settings(daemon->file(u"settings.ini"_s), QSettings::IniFormat);
    ConnectionStore connections(settings);
    ConnectionSpec spec = daemon->spec();
    spec.name = u"auth.example.com"_s;
    connections.put(spec);
    ConnectionSpec other;
    other.kind = ConnectionSpec::Kind::Ssh;
    other.host = u"root@registry.example.com"_s;
    other.path = u"/run/wharfgate/control.sock"_s;
    connections.put(other);

    MainWindow window(connections);
    window.resize(1280, 800);
    window.show();
    window.openConnection(spec);
    if (!QTest::qWaitFor(
            [&window] { return window.session().isLive() && window.workspace().isOpen(); },
            10'000)) {
        std::fputs("The console does not connect.\n", stderr);
        return 1;
    }
    // Decisions that arrive while the log is shown.
    test::DemoWorkspace::makeRequests(*daemon);
    Photographer photographer(folder);
    takePages(window, photographer);
    takeReview(window, photographer);
    takeDialogs(window, connections, photographer);
    return 0;
}
