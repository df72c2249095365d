// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/PermissionsPanel.h"

#include "gui/client/InPool.h"
#include "gui/models/PermissionModel.h"
#include "gui/pages/rules/RuleEvaluator.h"
#include "gui/widgets/BadgeDelegate.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/TableView.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

/// RFC 4180; and no spreadsheet takes what an account is called for a formula.
QString csvField(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

PermissionsPanel::PermissionsPanel(const PageContext &context, RuleEvaluator &evaluator,
                                   QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_evaluator(evaluator)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    layout->setSpacing(theme::kGrid);
    m_export = new QAction(theme::icon(u"export"_s), tr("Export Permissions…"), this);
    m_export->setObjectName(u"actionExportPermissions"_s);
    m_export->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_X);
    m_export->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_export->setStatusTip(tr("Write the shown table to a CSV file."));
    m_export->setWhatsThis(m_export->statusTip());
    connect(m_export, &QAction::triggered, this, &PermissionsPanel::exportTable);
    buildQuestion();
    buildTable();

    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    connect(&m_delay, &QTimer::timeout, this, &PermissionsPanel::start);
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &PermissionsPanel::showState);
    connect(&evaluator, &RuleEvaluator::changed, this, &PermissionsPanel::start);
    showState();
}

PermissionsPanel::~PermissionsPanel()
{
    // Only the work in the pool: what the panel shows, and its evaluator, may be gone already.
    stopComputing();
}

void PermissionsPanel::buildQuestion()
{
    auto *const form = new QFormLayout;
    m_form = form;
    form->setHorizontalSpacing(theme::kGrid);
    form->setVerticalSpacing(theme::kGrid / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *const row = new QHBoxLayout;
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"permissionKind"_s);
    m_kind->setAccessibleName(tr("What to show"));
    m_kind->addItems({tr("Repository"), tr("Account")});
    m_subject = new QLineEdit(this);
    m_subject->setObjectName(u"permissionSubject"_s);
    m_subject->setFont(theme::fixedFont());
    m_suggestions = new QStringListModel(m_subject);
    auto *const completer = new QCompleter(m_suggestions, m_subject);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_subject->setCompleter(completer);
    row->addWidget(m_kind);
    row->addWidget(m_subject, 1);
    auto *const label = new QLabel(tr("&Show for:"), this);
    label->setBuddy(m_subject);
    form->addRow(label, row);
    m_address = new QLineEdit(this);
    m_address->setObjectName(u"permissionAddress"_s);
    m_address->setPlaceholderText(tr("unknown: rules with an address do not match"));
    m_address->setFont(theme::fixedFont());
    form->addRow(tr("Addr&ess:"), m_address);
    m_extra = new QLineEdit(this);
    m_extra->setObjectName(u"permissionExtra"_s);
    m_extra->setPlaceholderText(tr("more repositories, separated by commas"));
    m_extra->setToolTip(
        tr("The table has the repositories that rules and test cases name; patterns "
           "with wildcards name none."));
    m_extra->setFont(theme::fixedFont());
    form->addRow(tr("A&lso:"), m_extra);
    form->setRowVisible(m_extra, false);
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    connect(m_extra, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_subject->clear();
        m_form->setRowVisible(m_extra, isByAccount());
        showState();
        m_delay.start();
    });
    connect(m_subject, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_address, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
}

void PermissionsPanel::buildTable()
{
    auto *const bar = new QHBoxLayout;
    m_filter = new SearchField(this);
    m_filter->setObjectName(u"permissionFilter"_s);
    m_filter->setPlaceholderText(tr("Filter rows"));
    m_filter->setAccessibleName(tr("Filter rows"));
    auto *const exportButton = new QToolButton(this);
    exportButton->setDefaultAction(m_export);
    exportButton->setAutoRaise(true);
    exportButton->setAccessibleName(tr("Export permissions"));
    bar->addWidget(m_filter, 1);
    bar->addWidget(exportButton);

    m_model = new PermissionModel(this);
    m_shown = new QSortFilterProxyModel(this);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(0);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortRole(PermissionModel::kSortRole);
    m_table = new TableView(this);
    m_table->setObjectName(u"permissionTable"_s);
    m_table->setAccessibleName(tr("Permissions"));
    m_table->setModel(m_shown);
    constexpr int kActionColumns = 4;
    for (int column = 1; column <= kActionColumns; ++column)
        m_table->setItemDelegateForColumn(column, new BadgeDelegate(m_table));
    m_table->setFixedFontColumns({0});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);

    auto *const stateRow = new QHBoxLayout;
    m_state = new QLabel(this);
    m_state->setObjectName(u"permissionState"_s);
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_bar = new QProgressBar(this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(u"cancelPermissions"_s);
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_bar, 1);
    stateRow->addWidget(m_cancel);
    auto *const box = static_cast<QVBoxLayout *>(layout());
    box->addLayout(bar);
    box->addWidget(m_table, 1);
    box->addLayout(stateRow);
    connect(m_filter, &SearchField::searchChanged, m_shown,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_cancel, &QPushButton::clicked, this, &PermissionsPanel::cancel);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT testRequested(m_model->requestOf(m_shown->mapToSource(index)));
    });
}

QList<QAction *> PermissionsPanel::actions() const
{
    return {m_export};
}

bool PermissionsPanel::isByAccount() const
{
    return m_kind->currentIndex() == 1;
}

void PermissionsPanel::showAccount(const QString &account)
{
    m_kind->setCurrentIndex(1);
    m_subject->setText(account);
    start();
}

void PermissionsPanel::showRepository(const QString &name)
{
    m_kind->setCurrentIndex(0);
    m_subject->setText(name);
    start();
}

void PermissionsPanel::focusForm()
{
    m_subject->setFocus(Qt::OtherFocusReason);
    m_subject->selectAll();
}

void PermissionsPanel::setActive(bool active)
{
    m_isActive = active;
    if (active)
        start();
    else
        cancel();
}

void PermissionsPanel::start()
{
    if (!m_isActive)
        return;
    m_delay.stop();
    cancel();
    const RuleEvaluator::Rules rules = m_evaluator.staged();
    if (rules) {
        QStringList names;
        for (const auto &[name, user] : rules->configuration().users)
            names << QString::fromStdString(name);
        if (!isByAccount()) {
            names.clear();
            for (const auto &subject : PermissionMatrix::whatCan(*rules, {}, {}).subjects) {
                if (subject.type == "repository")
                    names << QString::fromStdString(subject.name);
            }
        }
        if (names != m_suggestions->stringList())
            m_suggestions->setStringList(names);
    }
    const std::string subject = m_subject->text().trimmed().toStdString();
    if (!rules || (subject.empty() && !isByAccount())) {
        m_model->setMatrix({}, nullptr);
        showState();
        return;
    }
    std::vector<std::string> extra;
    for (const QString &name : m_extra->text().split(u',', Qt::SkipEmptyParts))
        extra.push_back(name.trimmed().toStdString());
    PermissionMatrix::Question question = isByAccount()
                                              ? PermissionMatrix::whatCan(*rules, subject, extra)
                                              : PermissionMatrix::whoCan(*rules, subject);
    question.ip = acl::IpAddress::parse(m_address->text().trimmed().toStdString());
    m_progress = std::make_shared<PermissionMatrix::Progress>();
    m_isComputing = true;
    m_bar->setRange(0, static_cast<int>(question.subjects.size()));
    m_tick.start();
    const int generation = ++m_generation;
    runInPool(
        this,
        [rules, question = std::move(question), progress = m_progress] {
            return PermissionMatrix::compute(*rules, question, *progress);
        },
        [this, generation, rules](PermissionMatrix matrix) {
            handleComputed(generation, std::move(matrix), rules);
        });
    showState();
}

void PermissionsPanel::stopComputing()
{
    if (m_progress)
        m_progress->isCancelled = true;
    m_progress.reset();
    ++m_generation; // what still comes is dropped
    m_isComputing = false;
    m_tick.stop();
}

void PermissionsPanel::cancel()
{
    stopComputing();
    showState();
}

void PermissionsPanel::handleComputed(int generation, PermissionMatrix matrix,
                                      std::shared_ptr<const CompiledRules> rules)
{
    if (generation != m_generation)
        return;
    m_isComputing = false;
    m_tick.stop();
    const bool isOtherKind = matrix.actions.size() != m_model->matrix().actions.size();
    m_model->setMatrix(std::move(matrix), std::move(rules));
    if (isOtherKind)
        m_table->setDefaultColumns({20, 8, 8, 8, 10});
    showState();
}

void PermissionsPanel::showState()
{
    m_bar->setVisible(m_isComputing);
    m_cancel->setVisible(m_isComputing);
    m_export->setEnabled(m_model->rowCount() > 0 && !m_isComputing);
    m_subject->setPlaceholderText(isByAccount() ? tr("nobody: without an account")
                                                : tr("team/app"));
    if (m_isComputing) {
        m_bar->setValue(m_progress->done);
        m_state->setText(tr("Deciding…"));
        return;
    }
    const bool isBusy = m_evaluator.isBusy();
    m_table->setEmptyText(isBusy          ? tr("Reading the rules…")
                          : isByAccount() ? tr("Type an account to see what it can do.")
                                          : tr("Type the name of a repository to see who can do "
                                               "what with it."));
    const bool isWrongAddress = !m_address->text().trimmed().isEmpty() &&
                                !acl::IpAddress::parse(m_address->text().trimmed().toStdString());
    if (isWrongAddress)
        m_state->setText(tr("The address is none: write it as 10.0.0.1 or 2001:db8::1."));
    else if (m_model->rowCount() == 0)
        m_state->clear();
    else
        m_state->setText(tr("As the rules are here, pending changes included. Double-click a "
                            "verdict to see why."));
}

QString PermissionsPanel::toCsv() const
{
    QString text;
    const int columns = m_shown->columnCount();
    for (int column = 0; column < columns; ++column)
        text += (column > 0 ? u","_s : QString()) +
                csvField(m_shown->headerData(column, Qt::Horizontal).toString());
    text += u"\r\n";
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        for (int column = 0; column < columns; ++column) {
            const QModelIndex index = m_shown->index(row, column);
            const QString cell = column == 0 ? index.data().toString()
                                 : index.data(PermissionModel::kSortRole).toInt() == 0 ? u"yes"_s
                                                                                       : u"no"_s;
            text += (column > 0 ? u","_s : QString()) + csvField(cell);
        }
        text += u"\r\n";
    }
    return text;
}

void PermissionsPanel::exportTable()
{
    const QString name = dialogs::saveFileName(this, tr("Export Permissions"), u"permissions.csv"_s,
                                               tr("CSV files (*.csv)"));
    if (name.isEmpty())
        return;
    const QByteArray text = toCsv().toUtf8();
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        m_context.messages.showMessage(MessageKind::Success, tr("Written to %1.").arg(name));
    else
        m_context.messages.showMessage(
            MessageKind::Error, tr("%1 cannot be written: %2").arg(name, file.errorString()));
}

} // namespace wharfgate::gui
