// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ConnectionsDialog.h"

#include "gui/client/ConnectionStore.h"
#include "gui/client/Session.h"
#include "gui/shell/ConnectionEditor.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Theme.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QString kindText(ConnectionSpec::Kind kind)
{
    switch (kind) {
    case ConnectionSpec::Kind::LocalSocket:
        return ConnectionsDialog::tr("Daemon on this computer");
    case ConnectionSpec::Kind::Ssh:
        return ConnectionsDialog::tr("Daemon over SSH");
    case ConnectionSpec::Kind::File:
        return ConnectionsDialog::tr("Configuration file");
    }
    return {};
}

constexpr qint64 kMaxImportBytes = 1024 * 1024;

} // namespace

ConnectionsDialog::ConnectionsDialog(ConnectionStore &store, const Session &session,
                                     QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_session(session)
{
    setObjectName(u"connectionsDialog"_s);
    setWindowTitle(tr("Connections"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    auto *text =
        new QLabel(tr("Work on a running daemon, or on a configuration file without one."), this);
    text->setWordWrap(true);
    layout->addWidget(text);
    auto *columns = new QHBoxLayout;
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"connectionList"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Name"), tr("State"), tr("Kind"), tr("Address")});
    columns->addWidget(m_list, 1);
    auto *side = new QVBoxLayout;
    makeButtons(*side);
    columns->addLayout(side);
    layout->addLayout(columns, 1);
    m_note = new QLabel(this);
    m_note->setObjectName(u"connectionsNote"_s);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_connect = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName(u"connectButton"_s);
    m_connect->setDefault(true);
    layout->addWidget(buttons);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionsDialog::connectCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemActivated, this, &ConnectionsDialog::connectCurrent);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ConnectionsDialog::refreshButtons);
    for (auto signal :
         {&ConnectionStore::inserted, &ConnectionStore::changed, &ConnectionStore::removed})
        connect(&store, signal, this, &ConnectionsDialog::refresh);
    connect(&session, &Session::stateChanged, this, &ConnectionsDialog::refresh);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 24);
    refresh();
}

void ConnectionsDialog::makeButtons(QVBoxLayout &layout)
{
    auto button = [this, &layout](const QString &text, const QString &name, auto function) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, function);
        layout.addWidget(made);
        return made;
    };
    button(tr("&Add…"), u"addConnection"_s, &ConnectionsDialog::add);
    m_edit = button(tr("&Edit…"), u"editConnection"_s, &ConnectionsDialog::edit);
    m_remove = button(tr("&Remove"), u"removeConnection"_s, &ConnectionsDialog::removeCurrent);
    layout.addSpacing(theme::kGrid);
    button(tr("&Import…"), u"importConnections"_s, &ConnectionsDialog::importFrom);
    button(tr("E&xport…"), u"exportConnections"_s, &ConnectionsDialog::exportAll);
    layout.addStretch(1);
}

int ConnectionsDialog::currentIndex() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void ConnectionsDialog::refresh()
{
    const int current = currentIndex();
    m_list->clear();
    for (const ConnectionSpec &spec : m_store.connections()) {
        const bool isOpen = m_session.state() != Session::State::Closed &&
                            m_session.spec().address() == spec.address();
        auto *item = new QTreeWidgetItem(m_list, {spec.displayName(),
                                                  isOpen ? m_session.stateText() : tr("Not open"),
                                                  kindText(spec.kind), spec.address()});
        item->setIcon(0, theme::icon(spec.isDaemon() ? u"connection"_s : u"file"_s));
        item->setToolTip(1, item->text(1));
        item->setToolTip(3, item->text(3));
        if (isOpen && current < 0)
            m_list->setCurrentItem(item);
    }
    if (current >= 0 && current < m_list->topLevelItemCount())
        m_list->setCurrentItem(m_list->topLevelItem(current));
    else if (m_list->currentItem() == nullptr)
        m_list->setCurrentItem(m_list->topLevelItem(0));
    for (int column = 0; column < 3; ++column)
        m_list->resizeColumnToContents(column);
    // The state may be a long sentence, which is in the tool tip, too.
    const int widest = fontMetrics().averageCharWidth() * 32;
    m_list->setColumnWidth(1, std::min(m_list->columnWidth(1), widest));
    if (m_store.connections().empty())
        m_note->setText(tr("No connection yet. Add the socket of a daemon (usually "
                           "/run/wharfgate/control.sock), a host that you reach with ssh, or a "
                           "configuration file."));
    refreshButtons();
}

void ConnectionsDialog::refreshButtons()
{
    const bool any = currentIndex() >= 0;
    for (QPushButton *button : {m_connect, m_edit, m_remove})
        button->setEnabled(any);
}

void ConnectionsDialog::add()
{
    auto *editor = new ConnectionEditor(ConnectionSpec{}, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] {
        const std::size_t index = m_store.put(editor->spec());
        m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(index)));
    });
    editor->open();
}

void ConnectionsDialog::edit()
{
    const auto index = static_cast<std::size_t>(currentIndex());
    auto *editor = new ConnectionEditor(m_store.connections()[index], this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this,
            [this, editor, index] { m_store.replace(index, editor->spec()); });
    editor->open();
}

void ConnectionsDialog::removeCurrent()
{
    const auto index = static_cast<std::size_t>(currentIndex());
    const QString name = m_store.connections()[index].displayName();
    if (dialogs::confirm(
            this, tr("Remove Connection"),
            tr("%1 is taken off this list. The daemon and its files stay as they are.").arg(name),
            tr("Remove")))
        m_store.remove(index);
}

void ConnectionsDialog::connectCurrent()
{
    if (currentIndex() < 0)
        return;
    const ConnectionSpec spec = m_store.connections()[static_cast<std::size_t>(currentIndex())];
    accept();
    Q_EMIT chosen(spec);
}

void ConnectionsDialog::exportAll()
{
    const QString name =
        dialogs::saveFileName(this, tr("Export Connections"), u"wharfgate-connections.json"_s,
                              tr("JSON files (*.json);;All files (*)"));
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_store.exported()) < 0 || !file.commit())
        m_note->setText(tr("%1 cannot be written: %2").arg(name, file.errorString()));
    else
        m_note->setText(tr("%n connection(s) saved; they hold no secrets.", nullptr,
                           static_cast<int>(m_store.connections().size())));
}

void ConnectionsDialog::importFrom()
{
    const QString name = dialogs::openFileName(this, tr("Import Connections"),
                                               tr("JSON files (*.json);;All files (*)"));
    if (name.isEmpty())
        return;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        m_note->setText(tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    const auto imported = ConnectionStore::parse(file.read(kMaxImportBytes));
    if (!imported) {
        m_note->setText(QString::fromStdString(imported.error().detail));
        return;
    }
    const ConnectionStore::ImportPlan plan = m_store.planImport(*imported);
    auto mode = ConnectionStore::OnConflict::Keep;
    if (!plan.replaced.empty()) {
        QStringList replaced;
        for (const std::size_t index : plan.replaced)
            replaced.append((*imported)[index].displayName());
        if (dialogs::confirm(this, tr("Import Connections"),
                             tr("%n connection(s) of the file are here already, with another name, "
                                "port or start command. Cancel keeps those and imports the rest.",
                                nullptr, static_cast<int>(plan.replaced.size())),
                             tr("Replace"), replaced))
            mode = ConnectionStore::OnConflict::Replace;
    }
    m_store.import(*imported, mode);
    m_note->setText(
        tr("%1 added, %2 replaced, %3 unchanged.")
            .arg(plan.added.size())
            .arg(mode == ConnectionStore::OnConflict::Replace ? plan.replaced.size() : 0)
            .arg(plan.unchanged.size() +
                 (mode == ConnectionStore::OnConflict::Keep ? plan.replaced.size() : 0)));
}

} // namespace wharfgate::gui
