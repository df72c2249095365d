// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ConflictDialog.h"

#include "gui/widgets/DiffView.h"
#include "gui/widgets/Theme.h"
#include "shared/base/TextDiff.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

ConflictDialog::ConflictDialog(const std::string &base, const std::string &theirs,
                               const std::string &mine, const QString &byWhom, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"conflictDialog"_s);
    setWindowTitle(tr("Configuration Changed Elsewhere"));
    setSizeGripEnabled(true);
    const text::MergeResult merge = text::mergeLines(base, mine, theirs);
    m_canMerge = merge.conflicts.empty();
    if (m_canMerge)
        m_merged = merge.text;

    auto *layout = new QVBoxLayout(this);
    auto *headline = new QLabel(this);
    headline->setWordWrap(true);
    headline->setText(
        byWhom.isEmpty()
            ? tr("The configuration was changed since you began. Nothing of yours was applied yet.")
            : tr("%1 changed the configuration since you began. Nothing of yours was applied yet.")
                  .arg(byWhom));
    layout->addWidget(headline);

    auto *tabs = new QTabWidget(this);
    auto *theirChange = new DiffView(this);
    theirChange->setObjectName(u"conflictTheirs"_s);
    theirChange->setTexts(base, theirs);
    tabs->addTab(theirChange, tr("Their Change"));
    auto *myChange = new DiffView(this);
    myChange->setTexts(base, mine);
    tabs->addTab(myChange, tr("Your Change"));
    if (m_canMerge) {
        auto *merged = new DiffView(this);
        merged->setTexts(theirs, m_merged);
        tabs->addTab(merged, tr("Merge, Compared With Theirs"));
    }
    layout->addWidget(tabs, 1);

    auto *advice = new QLabel(this);
    advice->setWordWrap(true);
    advice->setText(
        m_canMerge
            ? tr("<b>Merge</b> keeps both changes; you review the result before it is applied. "
                 "<b>Overwrite</b> applies yours and throws theirs away. <b>Reload</b> takes "
                 "theirs; yours stays in the undo history.")
            : tr("Both changed the same lines, so the changes cannot be merged by themselves. "
                 "<b>Overwrite</b> applies yours and throws theirs away. <b>Reload</b> takes "
                 "theirs; yours stays in the undo history."));
    layout->addWidget(advice);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto add = [this, buttons](const QString &text, const QString &name, Choice what,
                               bool isEnabled) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        button->setEnabled(isEnabled);
        connect(button, &QPushButton::clicked, this, [this, what] { choose(what); });
        return button;
    };
    QPushButton *mergeButton = add(tr("&Merge"), u"conflictMerge"_s, Choice::Merge, m_canMerge);
    add(tr("&Overwrite"), u"conflictOverwrite"_s, Choice::Overwrite, true);
    add(tr("&Reload"), u"conflictReload"_s, Choice::Reload, true);
    if (m_canMerge) {
        mergeButton->setDefault(true);
        mergeButton->setFocus();
    } else {
        mergeButton->setToolTip(tr("Both changed the same lines."));
        buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 42);
}

void ConflictDialog::choose(Choice choice)
{
    m_choice = choice;
    accept();
}

} // namespace wharfgate::gui
