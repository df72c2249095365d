// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/RegistryPage.h"

#include "gui/client/Session.h"
#include "gui/pages/registry/RegistryAdvice.h"
#include "gui/pages/registry/RegistryForm.h"
#include "gui/pages/registry/TokenKeySource.h"
#include "gui/widgets/Card.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHostInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QScrollArea>
#include <QSettings>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

/// Where the daemon is, as well as it can be guessed without its certificate.
QString guessedHost(const ConnectionSpec &spec)
{
    if (spec.kind == ConnectionSpec::Kind::Ssh && !spec.host.isEmpty())
        return spec.host.section(u'@', -1);
    const QString own = QHostInfo::localHostName();
    return own.isEmpty() ? u"auth.example.com"_s : own;
}

} // namespace

RegistryPage::RegistryPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_key(new TokenKeySource(context.workspace, context.session, this))
{
    createActions();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * theme::kGrid);
    layout->addWidget(createInput(), 2);
    layout->addWidget(createOutput(), 3);

    connect(m_form, &RegistryForm::edited, this, &RegistryPage::showTexts);
    connect(m_key, &TokenKeySource::changed, this, &RegistryPage::suggest);
    connect(&context.workspace, &Workspace::contentChanged, this, &RegistryPage::suggest);
    connect(&context.workspace, &Workspace::readOnlyChanged, this, &RegistryPage::showActions);
    suggest();
}

QString RegistryPage::purpose() const
{
    return tr("The settings and files that make a registry trust the tokens of this server.");
}

QList<QAction *> RegistryPage::commands() const
{
    return {m_doctorAction, nullptr,      m_copyAction, m_saveAction, nullptr,
            m_bundleAction, m_jwksAction, nullptr,      m_mendAction};
}

QAction *RegistryPage::createAction(const char *name, const QString &icon, const QString &text,
                                    const QKeySequence &shortcut, const QString &tip,
                                    const QString &explanation)
{
    auto *action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(tip);
    action->setWhatsThis(explanation);
    addAction(action);
    return action;
}

void RegistryPage::createActions()
{
    m_copyAction =
        createAction("actionCopyRegistrySettings", u"copy"_s, tr("Copy Settings"),
                     Qt::CTRL | Qt::SHIFT | Qt::Key_C, tr("Copy the settings that are shown."),
                     tr("Copies the whole text of the tab that is shown."));
    m_saveAction = createAction("actionSaveRegistrySettings", u"save"_s, tr("Save Settings…"),
                                Qt::CTRL | Qt::Key_S, tr("Save the settings that are shown."),
                                tr("Writes the text of the tab that is shown to a file."));
    m_bundleAction = createAction(
        "actionSaveBundle", u"certificate"_s, tr("Save Certificate Bundle…"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_B, tr("Save the token certificate for the registry."),
        tr("Writes the file that the registry needs as its certificate bundle: the token "
           "certificate and those above it. It holds no private key."));
    m_jwksAction = createAction(
        "actionSaveJwks", u"key"_s, tr("Save JWKS File…"), Qt::CTRL | Qt::SHIFT | Qt::Key_J,
        tr("Save the public token key for registry 3."),
        tr("Writes the public half of the token key as a JSON Web Key Set, which registry 3.0 and "
           "later can use. It holds no private key."));
    m_mendAction = createAction(
        "actionUseSuitableKeyName", u"repair"_s, tr("Change Key Name Format"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_K,
        tr("Let tokens name their key as this registry expects it."),
        tr("Stages token.kid_format in the configuration, so that the chosen registry finds the "
           "key. Nothing changes before Apply."));
    m_doctorAction = createAction(
        "actionCheckDeployment", u"test"_s, tr("Check Deployment…"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_D,
        tr("Ask the registry and this server what clients ask, and see what is wrong."),
        tr("Checks names, ports, TLS, proxies, the challenge, a token, and whether the registry "
           "accepts it, from this machine, and says what to do about each fault."));
    connect(m_doctorAction, &QAction::triggered, this, &RegistryPage::checkDeployment);
    connect(m_copyAction, &QAction::triggered, this, &RegistryPage::copyText);
    connect(m_saveAction, &QAction::triggered, this, &RegistryPage::saveText);
    connect(m_bundleAction, &QAction::triggered, this, &RegistryPage::saveBundle);
    connect(m_jwksAction, &QAction::triggered, this, &RegistryPage::saveJwks);
    connect(m_mendAction, &QAction::triggered, this, &RegistryPage::useSuitableKeyName);
}

QWidget *RegistryPage::createInput()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(2 * theme::kGrid);
    auto *input = new Card(tr("Registry"), content);
    input->setHoldsInputs();
    m_form = new RegistryForm(input);
    input->body().addWidget(m_form);
    m_advice = new RegistryAdvice(m_mendAction, input);
    input->body().addWidget(m_advice);
    column->addWidget(input);

    auto *files = new Card(tr("Files for the Registry"), content);
    files->setHoldsInputs();
    auto *why = new QLabel(tr("Put them where the fields above say, and restart the registry: it "
                              "reads them at its start only. They hold no secret."),
                           files);
    why->setWordWrap(true);
    files->body().addWidget(why);
    files->body().addWidget(buttonFor(m_bundleAction, files));
    files->body().addWidget(buttonFor(m_jwksAction, files));
    column->addWidget(files);

    auto *check = new Card(tr("Deployment"), content);
    check->setHoldsInputs();
    auto *what =
        new QLabel(tr("Does it work? Asks the registry and this server what clients ask."), check);
    what->setWordWrap(true);
    check->body().addWidget(what);
    check->body().addWidget(buttonFor(m_doctorAction, check));
    column->addWidget(check);
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->setMinimumWidth(content->minimumSizeHint().width());
    return scroll;
}

QPlainTextEdit *RegistryPage::addTab(const QString &title, const char *name)
{
    auto *text = new QPlainTextEdit(m_tabs);
    text->setObjectName(QLatin1StringView(name));
    text->setAccessibleName(title);
    text->setReadOnly(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(theme::fixedFont());
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Tab goes on to the buttons.
    text->setTabChangesFocus(true);
    m_tabs->addTab(text, title);
    return text;
}

QWidget *RegistryPage::createOutput()
{
    auto *output = new QWidget(this);
    auto *column = new QVBoxLayout(output);
    column->setContentsMargins({});
    column->setSpacing(theme::kGrid);
    m_tabs = new QTabWidget(output);
    m_tabs->setObjectName(u"registryTabs"_s);
    m_environment = addTab(tr("Environment"), "registryEnvironment");
    m_configuration = addTab(tr("config.yml"), "registryConfiguration");
    m_compose = addTab(tr("Compose"), "registryCompose");
    m_dockerfile = addTab(tr("Dockerfile"), "registryDockerfile");
    m_kubernetes = addTab(tr("Kubernetes"), "registryKubernetes");
    column->addWidget(m_tabs, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kGrid);
    buttons->addStretch();
    buttons->addWidget(buttonFor(m_copyAction, output));
    buttons->addWidget(buttonFor(m_saveAction, output));
    column->addLayout(buttons);
    return output;
}

void RegistryPage::suggest()
{
    const config::Configuration *configuration = m_context.workspace.content().configuration();
    const QString host =
        m_key->serverName().isEmpty() ? guessedHost(m_context.session.spec()) : m_key->serverName();
    if (configuration)
        m_form->setSuggestions(config::registrySettingsOf(*configuration, host.toStdString()));
    m_form->setKey(m_key->algorithm(), !m_key->jwks().isEmpty());
    showTexts();
}

void RegistryPage::showTexts()
{
    const config::RegistrySettings settings = m_form->settings();
    const std::array<std::pair<QPlainTextEdit *, std::string>, 5> texts{
        {{m_environment, config::registryEnvironment(settings)},
         {m_configuration, config::registryConfiguration(settings)},
         {m_compose, config::registryCompose(settings)},
         {m_dockerfile, config::registryDockerfile(settings)},
         {m_kubernetes, config::registryKubernetes(settings, m_key->bundle().toStdString(),
                                                   m_key->jwks().toStdString())}}};
    for (const auto &[view, text] : texts)
        if (const QString shown = QString::fromStdString(text); shown != view->toPlainText())
            view->setPlainText(shown);
    const config::Configuration *configuration = m_context.workspace.content().configuration();
    m_advice->setProblems(
        configuration
            ? config::checkRegistrySettings(
                  settings, config::effectiveKidFormat(configuration->token), m_key->keyKind())
            : std::vector<config::Problem>());
    showActions();
}

void RegistryPage::showActions()
{
    const config::Configuration *configuration = m_context.workspace.content().configuration();
    const QString unknown = m_key->failure();
    m_bundleAction->setEnabled(!m_key->bundle().isEmpty());
    m_jwksAction->setEnabled(!m_key->jwks().isEmpty());
    for (QAction *action : {m_bundleAction, m_jwksAction})
        action->setToolTip(action->isEnabled() || unknown.isEmpty() ? action->statusTip()
                                                                    : unknown);
    const config::Token::KidFormat suitable = config::suitableKidFormat(m_form->settings().version);
    const QString format = QString::fromUtf8(config::toString(suitable).data());
    m_mendAction->setText(tr("Use %1").arg(format));
    const bool differs =
        configuration && config::effectiveKidFormat(configuration->token) != suitable;
    m_mendAction->setEnabled(differs && !m_context.workspace.isReadOnly());
    m_mendAction->setToolTip(m_context.workspace.isReadOnly() &&
                                     !m_context.workspace.readOnlyReason().isEmpty()
                                 ? m_context.workspace.readOnlyReason()
                                 : m_mendAction->statusTip());
}

void RegistryPage::copyText()
{
    const auto *text = static_cast<QPlainTextEdit *>(m_tabs->currentWidget());
    QGuiApplication::clipboard()->setText(text->toPlainText());
    m_context.messages.showMessage(
        MessageKind::Success,
        tr("The settings (%1) are on the clipboard.").arg(m_tabs->tabText(m_tabs->currentIndex())));
}

void RegistryPage::saveText()
{
    static const std::array<QString, 5> kNames{
        u"registry.env"_s, u"config.yml"_s, u"compose.yaml"_s, u"Dockerfile"_s, u"registry.yaml"_s};
    const auto *text = static_cast<QPlainTextEdit *>(m_tabs->currentWidget());
    const QString name = dialogs::saveFileName(
        this, tr("Save Settings"), kNames.at(static_cast<std::size_t>(m_tabs->currentIndex())), {});
    saveFile(name, text->toPlainText());
}

void RegistryPage::saveBundle()
{
    const QString suggestion =
        QFileInfo(QString::fromStdString(m_form->settings().bundleFile)).fileName();
    saveFile(dialogs::saveFileName(this, tr("Save Certificate Bundle"), suggestion,
                                   tr("Certificates (*.pem *.crt);;All files (*)")),
             m_key->bundle());
}

void RegistryPage::saveJwks()
{
    saveFile(dialogs::saveFileName(this, tr("Save JWKS File"), u"wharfgate-jwks.json"_s,
                                   tr("JSON files (*.json);;All files (*)")),
             m_key->jwks());
}

void RegistryPage::saveFile(const QString &name, const QString &text)
{
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    const QByteArray bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        m_context.messages.showMessage(MessageKind::Success,
                                       tr("Saved as %1.").arg(texts::shown(name)));
    else
        m_context.messages.showMessage(
            MessageKind::Error, tr("%1 was not written: %2. Choose another folder.")
                                    .arg(texts::shown(name), texts::shown(file.errorString())));
}

void RegistryPage::useSuitableKeyName()
{
    const std::string format(
        config::toString(config::suitableKidFormat(m_form->settings().version)));
    const Result<void> done = m_context.workspace.perform(
        tr("Change Key Name Format"), {config::SetSetting{"token.kid_format", format}});
    if (done)
        m_context.messages.showMessage(
            MessageKind::Information,
            tr("token.kid_format is staged as %1. Registries of another version may refuse the "
               "tokens after Apply.")
                .arg(QString::fromStdString(format)));
    else
        m_context.messages.showMessage(MessageKind::Error, texts::shown(done.error().detail, 500));
}

void RegistryPage::checkDeployment()
{
    auto *dialog =
        new DoctorDialog(m_context.workspace, m_context.session, m_doctorInput, window());
    connect(dialog, &DoctorDialog::inputChanged, this,
            [this](const DoctorInput &input) { m_doctorInput = input; });
    dialog->open();
}

void RegistryPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_key->setActive(true);
}

void RegistryPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_key->setActive(false);
}

void RegistryPage::saveState(QSettings &settings) const
{
    settings.setValue(u"registry/tab"_s, m_tabs->currentIndex());
    settings.setValue(u"registry/checked"_s, m_doctorInput.registry);
    settings.setValue(u"registry/checkedAccount"_s, m_doctorInput.account);
    settings.setValue(u"registry/checkedRepository"_s, m_doctorInput.repository);
    settings.setValue(u"registry/checkedAuthorities"_s, m_doctorInput.authoritiesFile);
}

void RegistryPage::restoreState(const QSettings &settings)
{
    m_tabs->setCurrentIndex(settings.value(u"registry/tab"_s, 0).toInt());
    m_doctorInput = {settings.value(u"registry/checked"_s).toString(),
                     settings.value(u"registry/checkedAccount"_s).toString(),
                     settings.value(u"registry/checkedRepository"_s).toString(),
                     settings.value(u"registry/checkedAuthorities"_s).toString()};
}

} // namespace wharfgate::gui
