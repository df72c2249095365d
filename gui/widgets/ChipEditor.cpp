// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/ChipEditor.h"

#include "gui/widgets/ChipButton.h"
#include "gui/widgets/ChipPainter.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/TabOrder.h"

#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QResizeEvent>
#include <QStringListModel>
#include <QStyle>
#include <QStyleOptionFrame>

#include <algorithm>
#include <vector>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

bool isPassing(const QFocusEvent &event)
{
    return event.reason() == Qt::PopupFocusReason || event.reason() == Qt::ActiveWindowFocusReason;
}

} // namespace

struct ChipEditor::Data
{
    FlowLayout *layout = nullptr;
    QLineEdit *line = nullptr;
    QCompleter *completer = nullptr;
    QStringList suggestions;
    std::vector<ChipButton *> buttons; // children, in order
    QString placeholder;
    bool readOnly = false;
};

ChipEditor::ChipEditor(QWidget *parent)
    : QWidget(parent)
    , m_data(std::make_unique<Data>())
{
    m_data->layout = new FlowLayout(this);
    m_data->layout->setContentsMargins(4, 4, 4, 4);
    m_data->layout->setSpacing(chip::kSpacing);
    m_data->line = new QLineEdit(this);
    m_data->line->setObjectName(u"chipLine"_s);
    m_data->line->setFrame(false);
    m_data->line->setMinimumWidth(m_data->line->fontMetrics().averageCharWidth() * 8);
    m_data->line->installEventFilter(this);
    m_data->layout->insertWidget(0, m_data->line);
    passFocusOn(this, m_data->line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    m_data->completer = new QCompleter(this);
    m_data->completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_data->completer->setFilterMode(Qt::MatchContains);
    m_data->completer->setModel(new QStringListModel(m_data->completer));
    m_data->line->setCompleter(m_data->completer);
    // Queued: the completer writes the text into the line after this signal.
    connect(m_data->completer, qOverload<const QString &>(&QCompleter::activated), this,
            &ChipEditor::addTyped, Qt::QueuedConnection);
    connect(m_data->line, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u',') || text.contains(u'\n'))
            addTyped();
    });
}

ChipEditor::~ChipEditor()
{
    m_data->line->removeEventFilter(this);
}

QSize ChipEditor::sizeHint() const
{
    QSize size = QWidget::sizeHint();
    if (testAttribute(Qt::WA_WState_Created)) // before that nobody has given it a width
        size.setHeight(m_data->layout->heightForWidth(width()));
    return size;
}

void ChipEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

QStringList ChipEditor::chips() const
{
    QStringList chips;
    for (const ChipButton *button : m_data->buttons)
        chips.append(button->chip());
    return chips;
}

void ChipEditor::setChips(const QStringList &chips)
{
    while (!m_data->buttons.empty())
        takeButton(m_data->buttons.size() - 1);
    for (const QString &chip : chips)
        addButton(chip);
    m_data->line->clear();
    showState();
}

void ChipEditor::setSuggestions(const QStringList &suggestions)
{
    m_data->suggestions = suggestions;
    showState();
}

void ChipEditor::setPlaceholderText(const QString &text)
{
    m_data->placeholder = text;
    showState();
}

void ChipEditor::setReadOnly(bool readOnly)
{
    m_data->readOnly = readOnly;
    m_data->line->setReadOnly(readOnly);
    for (ChipButton *button : m_data->buttons)
        button->setRemovable(!readOnly);
    showState();
    update();
}

void ChipEditor::showState()
{
    m_data->line->setPlaceholderText(m_data->buttons.empty() ? m_data->placeholder : QString());
    const QString name = accessibleName().isEmpty() ? m_data->placeholder : accessibleName();
    m_data->line->setAccessibleName(name);
    m_data->line->setAccessibleDescription(
        tr("Type and press Enter or comma to add. Set: %1.", "list of chips")
            .arg(chips().join(u", "_s)));
    // What is set already is not suggested again.
    QStringList rest;
    const QStringList set = chips();
    for (const QString &suggestion : m_data->suggestions)
        if (!set.contains(suggestion))
            rest.append(suggestion);
    static_cast<QStringListModel *>(m_data->completer->model())->setStringList(rest);
    updateGeometry();
}

void ChipEditor::addButton(const QString &chip)
{
    auto *button = new ChipButton(chip, this);
    button->setRemovable(!m_data->readOnly);
    m_data->layout->insertWidget(static_cast<int>(m_data->buttons.size()), button);
    m_data->buttons.push_back(button);
    insertInTabOrder(button, m_data->line);
    button->show();
    connect(button, &ChipButton::removeRequested, this, [this, button] { removeChip(button); });
    connect(button, &ChipButton::leaveRequested, this,
            [this, button](int direction) { moveFocus(button, direction); });
}

void ChipEditor::takeButton(std::size_t index)
{
    ChipButton *button = m_data->buttons[index];
    m_data->layout->removeWidget(button);
    m_data->buttons.erase(m_data->buttons.begin() + static_cast<std::ptrdiff_t>(index));
    button->hide();
    button->deleteLater(); // it may be sending the signal that brought us here
}

void ChipEditor::removeChip(ChipButton *button)
{
    const auto found = std::find(m_data->buttons.begin(), m_data->buttons.end(), button);
    if (found == m_data->buttons.end())
        return;
    const auto index = static_cast<std::size_t>(found - m_data->buttons.begin());
    const bool hadFocus = button->hasFocus();
    takeButton(index);
    if (hadFocus) {
        if (index < m_data->buttons.size())
            m_data->buttons[index]->setFocus();
        else
            m_data->line->setFocus();
    }
    showState();
    Q_EMIT chipsEdited();
}

void ChipEditor::moveFocus(const ChipButton *from, int direction)
{
    const auto found = std::find(m_data->buttons.begin(), m_data->buttons.end(), from);
    const auto target = found - m_data->buttons.begin() + direction;
    if (target >= static_cast<std::ptrdiff_t>(m_data->buttons.size()))
        m_data->line->setFocus();
    else if (target >= 0)
        m_data->buttons[static_cast<std::size_t>(target)]->setFocus();
}

void ChipEditor::addTyped()
{
    if (m_data->readOnly)
        return;
    const QString typed = m_data->line->text();
    m_data->line->clear();
    bool added = false;
    for (const QString &part : typed.split(u',')) {
        const QString chip = part.trimmed();
        if (chip.isEmpty() || chips().contains(chip))
            continue;
        addButton(chip);
        added = true;
    }
    if (!added)
        return;
    showState();
    Q_EMIT chipsEdited();
}

bool ChipEditor::handleLineKey(const QKeyEvent &event)
{
    const bool atStart = m_data->line->cursorPosition() == 0 && !m_data->line->hasSelectedText();
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_data->line->text().trimmed().isEmpty())
            return false; // a dialog's default button
        addTyped();
        return true;
    case Qt::Key_Backspace:
        if (!atStart || m_data->buttons.empty() || m_data->readOnly)
            return false;
        removeChip(m_data->buttons.back());
        return true;
    case Qt::Key_Left:
        if (!atStart || m_data->buttons.empty())
            return false;
        m_data->buttons.back()->setFocus();
        return true;
    default:
        return false;
    }
}

bool ChipEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_data->line) {
        if (event->type() == QEvent::KeyPress && handleLineKey(*static_cast<QKeyEvent *>(event)))
            return true;
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            update();
        // What was typed counts when somebody goes on to the Save button; not when the completer's
        // popup or another window takes the focus.
        if (event->type() == QEvent::FocusOut && !isPassing(*static_cast<QFocusEvent *>(event)))
            addTyped();
    }
    return QWidget::eventFilter(watched, event);
}

void ChipEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &option, this);
    option.state |= QStyle::State_Sunken;
    option.state.setFlag(QStyle::State_HasFocus, m_data->line->hasFocus());
    option.state.setFlag(QStyle::State_ReadOnly, m_data->readOnly);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
}

} // namespace wharfgate::gui
