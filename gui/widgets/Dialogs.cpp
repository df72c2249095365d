// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Dialogs.h"

#include "gui/widgets/Theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <deque>

namespace wharfgate::gui::dialogs {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Dialogs)
};

struct TextAnswer
{
    bool isCancel = false;
    QString text;
};

/// What tests answer instead of a person; only the GUI thread is here.
struct NextAnswers
{
    std::deque<bool> confirms;
    std::deque<UnsavedAnswer> unsaved;
    std::deque<QString> fileNames;
    std::deque<TextAnswer> texts;
};

NextAnswers &nextAnswers()
{
    static NextAnswers answers;
    return answers;
}

template <typename T>
std::optional<T> taken(std::deque<T> &answers)
{
    if (answers.empty())
        return std::nullopt;
    T first = std::move(answers.front());
    answers.pop_front();
    return first;
}

QLabel *iconLabel(QWidget *parent, const QString &name, theme::Role role)
{
    auto *label = new QLabel(parent);
    const int side = parent->style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, parent);
    label->setPixmap(
        theme::icon(name, role).pixmap(QSize(side, side), parent->devicePixelRatioF()));
    label->setAlignment(Qt::AlignTop);
    return label;
}

QLabel *textLabel(QWidget *parent, const QString &text)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    // About 60 characters a line are read most easily.
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 60);
    return label;
}

QListWidget *detailList(QWidget *parent, const QStringList &details)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(u"confirmDetails"_s);
    list->setAccessibleName(Words::tr("What it concerns"));
    list->addItems(details);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setWordWrap(true);
    const int rows = static_cast<int>(std::clamp<qsizetype>(details.size(), 2, 8));
    list->setFixedHeight(rows * (list->fontMetrics().height() + 6) + 2 * list->frameWidth());
    return list;
}

void setStandardMargins(QLayout *layout)
{
    layout->setContentsMargins(2 * theme::kGrid, 2 * theme::kGrid, 2 * theme::kGrid,
                               2 * theme::kGrid);
    layout->setSpacing(2 * theme::kGrid);
}

std::optional<QString> askLine(QWidget *parent, const QString &title, const QString &label,
                               const QString &initial, QLineEdit::EchoMode echo)
{
    if (const auto answer = taken(nextAnswers().texts))
        return answer->isCancel ? std::nullopt : std::make_optional(answer->text);
    QDialog dialog(parent);
    dialog.setObjectName(u"askDialog"_s);
    dialog.setWindowTitle(title);
    auto *layout = new QVBoxLayout(&dialog);
    setStandardMargins(layout);
    QLabel *text = textLabel(&dialog, label);
    auto *line = new QLineEdit(initial, &dialog);
    line->setObjectName(u"askLine"_s);
    line->setEchoMode(echo);
    line->selectAll();
    text->setBuddy(line);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(text);
    layout->addWidget(line);
    layout->addWidget(buttons);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return line->text();
}

} // namespace

bool confirm(QWidget *parent, const QString &title, const QString &text, const QString &verb,
             const QStringList &details)
{
    if (const auto answer = taken(nextAnswers().confirms))
        return *answer;
    QDialog dialog(parent);
    dialog.setObjectName(u"confirmDialog"_s);
    dialog.setWindowTitle(title);
    auto *grid = new QGridLayout(&dialog);
    setStandardMargins(grid);
    grid->addWidget(iconLabel(&dialog, u"warning"_s, theme::Role::Warning), 0, 0, Qt::AlignTop);
    grid->addWidget(textLabel(&dialog, text), 0, 1);
    if (!details.isEmpty())
        grid->addWidget(detailList(&dialog, details), 1, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &dialog);
    QPushButton *act = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    act->setObjectName(u"confirmVerb"_s);
    act->setAutoDefault(false);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    grid->addWidget(buttons, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    return dialog.exec() == QDialog::Accepted;
}

UnsavedAnswer askUnsaved(QWidget *parent, const QString &text)
{
    if (const auto answer = taken(nextAnswers().unsaved))
        return *answer;
    QMessageBox box(parent);
    box.setObjectName(u"unsavedDialog"_s);
    box.setWindowTitle(Words::tr("Changes Not Applied"));
    box.setIconPixmap(theme::icon(u"warning"_s, theme::Role::Warning)
                          .pixmap(QSize(32, 32), box.devicePixelRatioF()));
    box.setTextFormat(Qt::PlainText);
    box.setText(text);
    QPushButton *apply = box.addButton(Words::tr("Apply"), QMessageBox::AcceptRole);
    QPushButton *discard = box.addButton(Words::tr("Discard"), QMessageBox::DestructiveRole);
    QPushButton *cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
    box.exec();
    if (box.clickedButton() == apply)
        return UnsavedAnswer::Apply;
    return box.clickedButton() == discard ? UnsavedAnswer::Discard : UnsavedAnswer::Cancel;
}

QString openFileName(QWidget *parent, const QString &title, const QString &filter)
{
    if (const auto answer = taken(nextAnswers().fileNames))
        return *answer;
    return QFileDialog::getOpenFileName(parent, title, {}, filter);
}

QStringList openFileNames(QWidget *parent, const QString &title, const QString &filter)
{
    if (const auto answer = taken(nextAnswers().fileNames))
        return answer->isEmpty() ? QStringList() : QStringList(*answer);
    return QFileDialog::getOpenFileNames(parent, title, {}, filter);
}

QString saveFileName(QWidget *parent, const QString &title, const QString &suggestion,
                     const QString &filter)
{
    if (const auto answer = taken(nextAnswers().fileNames))
        return *answer;
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

std::optional<QString> askPassword(QWidget *parent, const QString &title, const QString &text)
{
    return askLine(parent, title, text, {}, QLineEdit::Password);
}

std::optional<QString> askText(QWidget *parent, const QString &title, const QString &label,
                               const QString &initial)
{
    return askLine(parent, title, label, initial, QLineEdit::Normal);
}

void setNextConfirm(bool answer)
{
    nextAnswers().confirms.push_back(answer);
}

void setNextUnsavedAnswer(UnsavedAnswer answer)
{
    nextAnswers().unsaved.push_back(answer);
}

void setNextFileName(const QString &name)
{
    nextAnswers().fileNames.push_back(name);
}

void setNextText(const std::optional<QString> &text)
{
    nextAnswers().texts.push_back({!text.has_value(), text.value_or(QString())});
}

} // namespace wharfgate::gui::dialogs
