// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/RulePlacement.h"

#include <QPersistentModelIndex>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace wharfgate::gui {

class Messages;
class RuleForm;
class RuleModel;
class RuleTextEdit;
class Workspace;

/// The side panel for the selected rule, as a form and as text; and the card of a new rule, which
/// is not staged before Add.
class RuleEditor final : public QWidget
{
    Q_OBJECT

public:
    RuleEditor(Workspace &workspace, RuleModel &rules, QWidget *parent = nullptr);

    /// The selected rows of the model, the implicit one included.
    void setSelection(const QList<int> &rows);
    /// Opens the card of a new rule. `row`: above it; absent: where it takes effect.
    void beginNew(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                  const QString &reason);
    bool isNew() const { return m_mode == Mode::New; }
    /// Of the rule being edited; -1: none.
    int row() const { return m_row.isValid() ? m_row.row() : -1; }
    /// Something is typed that is neither staged nor added.
    bool hasUnstagedInput() const;
    /// Asks what becomes of it; false: the user wants to go on with it.
    bool finishEditing();
    void focusForm();

Q_SIGNALS:
    void ruleAdded(int row);
    void newRuleCancelled();
    void causeRequested(int row);

private:
    enum class Mode
    {
        Nothing,
        Implicit,
        One,
        Several,
        New
    };
    void buildForm();
    QWidget *buildNewBar();
    void setMode(Mode mode);
    void refresh();
    void showHeader();
    void showWarnings();
    void showPlace();
    void setPlace(int row, const QString &reason);
    void choosePlace(int number);
    bool stage();
    bool stageEntry(const config::RuleEntry &entry);
    bool applyText();
    bool addNew();
    void cancelNew();
    const config::RuleEntry *current() const;

    Workspace &m_workspace;
    RuleModel &m_rules;
    Mode m_mode = Mode::Nothing;
    QList<int> m_selection;
    QPersistentModelIndex m_row;
    RulePlacement m_placement;
    int m_newRow = 0; // where the new rule goes
    bool m_placeIsChosen = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_warnings = nullptr;
    QLabel *m_error = nullptr;
    QScrollArea *m_scroll = nullptr;
    RuleForm *m_form = nullptr;
    RuleTextEdit *m_yaml = nullptr;
    QWidget *m_newBar = nullptr;
    QSpinBox *m_place = nullptr;
    QLabel *m_placeReason = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace wharfgate::gui
