// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ConnectionEditor.h"

#include "gui/shell/Startup.h"
#include "gui/widgets/Dialogs.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

ConnectionEditor::ConnectionEditor(const ConnectionSpec &spec, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"connectionEditor"_s);
    setWindowTitle(spec.path.isEmpty() ? tr("Add Connection") : tr("Edit Connection"));
    m_form = new QFormLayout(this);
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"connectionKind"_s);
    m_kind->addItem(tr("Daemon on this computer"),
                    static_cast<int>(ConnectionSpec::Kind::LocalSocket));
    m_kind->addItem(tr("Daemon over SSH"), static_cast<int>(ConnectionSpec::Kind::Ssh));
    m_kind->addItem(tr("Configuration file"), static_cast<int>(ConnectionSpec::Kind::File));
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(spec.kind)));
    m_form->addRow(tr("&Kind:"), m_kind);
    auto line = [this](const QString &name, const QString &text) {
        auto *made = new QLineEdit(text, this);
        made->setObjectName(name);
        made->setMinimumWidth(fontMetrics().averageCharWidth() * 45);
        connect(made, &QLineEdit::textChanged, this, &ConnectionEditor::refresh);
        return made;
    };
    m_name = line(u"connectionName"_s, spec.name);
    m_name->setPlaceholderText(tr("A name of your own (optional)"));
    m_form->addRow(tr("&Name:"), m_name);
    m_host = line(u"connectionHost"_s, spec.host);
    m_host->setPlaceholderText(u"root@auth.example.com"_s);
    m_form->addRow(tr("&Host:"), m_host);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"connectionPort"_s);
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("ssh's own"));
    m_port->setValue(spec.port);
    m_form->addRow(tr("&Port:"), m_port);
    auto *place = new QWidget(this);
    auto *placeLayout = new QHBoxLayout(place);
    placeLayout->setContentsMargins(0, 0, 0, 0);
    m_path =
        line(u"connectionPath"_s,
             spec.path.isEmpty() && spec.isDaemon() ? startup::defaultSocketPath() : spec.path);
    placeLayout->addWidget(m_path, 1);
    m_browse = new QPushButton(tr("&Browse…"), place);
    m_browse->setAutoDefault(false);
    placeLayout->addWidget(m_browse);
    m_form->addRow(tr("S&ocket:"), place);
    m_startCommand = line(u"connectionStart"_s, spec.startCommand);
    m_startCommand->setPlaceholderText(u"systemctl start wharfgated"_s);
    m_startCommand->setToolTip(
        tr("Starts and restarts the service; over SSH it runs on the other computer."));
    m_form->addRow(tr("S&tart command:"), m_startCommand);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"connectionProblem"_s);
    m_problem->setWordWrap(true);
    m_form->addRow(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ConnectionEditor::refresh);
    connect(m_browse, &QPushButton::clicked, this, &ConnectionEditor::browse);
    refresh();
    m_path->setFocus();
}

ConnectionSpec ConnectionEditor::spec() const
{
    ConnectionSpec spec;
    spec.kind = static_cast<ConnectionSpec::Kind>(m_kind->currentData().toInt());
    spec.name = m_name->text().trimmed();
    spec.path = m_path->text().trimmed();
    if (spec.kind == ConnectionSpec::Kind::Ssh) {
        spec.host = m_host->text().trimmed();
        spec.port = m_port->value();
    }
    if (spec.isDaemon())
        spec.startCommand = m_startCommand->text().trimmed();
    return spec;
}

QString ConnectionEditor::problem() const
{
    const ConnectionSpec input = spec();
    if (input.kind == ConnectionSpec::Kind::Ssh) {
        if (input.host.isEmpty())
            return tr("Give the host as ssh knows it.");
        if (input.host.startsWith(u'-') || input.host.contains(u' '))
            return tr("A host begins with no hyphen and has no spaces.");
    }
    if (!input.path.startsWith(u'/'))
        return tr("Give the whole path, from the first slash.");
    return {};
}

void ConnectionEditor::refresh()
{
    const ConnectionSpec input = spec();
    const bool isSsh = input.kind == ConnectionSpec::Kind::Ssh;
    for (QWidget *widget : {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_port)}) {
        widget->setVisible(isSsh);
        m_form->labelForField(widget)->setVisible(isSsh);
    }
    m_startCommand->setVisible(input.isDaemon());
    m_form->labelForField(m_startCommand)->setVisible(input.isDaemon());
    auto *pathLabel = qobject_cast<QLabel *>(m_form->labelForField(m_path->parentWidget()));
    pathLabel->setText(input.isDaemon() ? tr("S&ocket:") : tr("F&ile:"));
    pathLabel->setBuddy(m_path);
    m_browse->setVisible(!isSsh);
    const QString reason = problem();
    m_problem->setText(reason);
    m_save->setEnabled(reason.isEmpty());
}

void ConnectionEditor::browse()
{
    const bool isFile = spec().kind == ConnectionSpec::Kind::File;
    const QString name = dialogs::openFileName(
        this, isFile ? tr("Choose Configuration File") : tr("Choose Socket"),
        isFile ? tr("Configuration files (*.yml *.yaml);;All files (*)") : tr("All files (*)"));
    if (!name.isEmpty())
        m_path->setText(name);
}

} // namespace wharfgate::gui
