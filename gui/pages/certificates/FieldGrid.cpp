// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/FieldGrid.h"

#include "gui/widgets/Theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

enum Column
{
    Name,
    Text,
    Behind,
    Copy
};

} // namespace

FieldGrid::FieldGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(theme::kGrid);
    m_grid->setVerticalSpacing(theme::kGrid / 2);
    m_grid->setColumnStretch(Column::Text, 1);
}

int FieldGrid::rowOf(const char *name) const
{
    auto *label = findChild<QLabel *>(QLatin1StringView(name));
    if (label == nullptr)
        return -1;
    int row = 0;
    int column = 0;
    int span = 0;
    m_grid->getItemPosition(m_grid->indexOf(label), &row, &column, &span, &span);
    return row;
}

void FieldGrid::setRow(const char *name, const QString &label, const QString &text, Look look)
{
    int row = rowOf(name);
    if (row < 0) {
        row = m_grid->rowCount();
        auto *title = new QLabel(label, this);
        title->setContentsMargins(0, theme::kGrid / 4, 0, 0);
        auto *value = new QLabel(this);
        value->setObjectName(QLatin1StringView(name));
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setWordWrap(true);
        value->setContentsMargins(0, theme::kGrid / 4, 0, 0);
        // A long word (a path, a file name) must not make the panel wider than its place.
        value->setMinimumWidth(value->fontMetrics().averageCharWidth() * 16);
        value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        if (look == Look::Fixed)
            value->setFont(theme::fixedFont());
        title->setBuddy(value);
        auto *copy = new QToolButton(this);
        copy->setObjectName(QLatin1StringView(name) + u"Copy"_s);
        copy->setAutoRaise(true);
        copy->setIcon(theme::icon(u"copy"_s));
        copy->setFocusPolicy(Qt::TabFocus);
        copy->setToolTip(tr("Copy: %1").arg(label));
        copy->setAccessibleName(tr("Copy: %1").arg(label));
        connect(copy, &QToolButton::clicked, this, [value] {
            QGuiApplication::clipboard()->setText(value->property("copied").toString());
        });
        m_grid->addWidget(title, row, Column::Name, Qt::AlignLeft | Qt::AlignTop);
        m_grid->addWidget(value, row, Column::Text, Qt::AlignTop);
        m_grid->addWidget(copy, row, Column::Copy, Qt::AlignTop);
    }
    auto *value = static_cast<QLabel *>(m_grid->itemAtPosition(row, Column::Text)->widget());
    value->setProperty("copied", text);
    // Fingerprints may be broken anywhere.
    QString shown = text;
    if (look == Look::Fixed)
        shown.replace(u':', u":\u200b"_s);
    value->setText(shown);
    for (int column = 0; column < m_grid->columnCount(); ++column)
        if (QLayoutItem *item = m_grid->itemAtPosition(row, column))
            item->widget()->show();
}

void FieldGrid::addBehind(const char *name, QWidget *widget)
{
    const int row = rowOf(name);
    if (row < 0)
        return;
    widget->setParent(this);
    m_grid->addWidget(widget, row, Column::Behind, Qt::AlignTop);
}

void FieldGrid::hideRow(const char *name)
{
    const int row = rowOf(name);
    for (int column = 0; row >= 0 && column < m_grid->columnCount(); ++column)
        if (QLayoutItem *item = m_grid->itemAtPosition(row, column))
            item->widget()->hide();
}

} // namespace wharfgate::gui
