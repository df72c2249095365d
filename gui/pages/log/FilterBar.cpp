// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/FilterBar.h"

#include "gui/widgets/ChipButton.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/Theme.h"
#include "gui/widgets/Verdict.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr qsizetype kMostSaved = 50;
constexpr auto kSavedKey = "log/savedFilters";

QToolButton *menuButton(const QString &text, const QString &icon, const QString &name,
                        QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setIcon(theme::icon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_search(new SearchField(this))
    , m_addButton(menuButton(tr("Add Condition"), u"filter"_s, u"addConditionButton"_s, this))
    , m_savedButton(menuButton(tr("Saved Filters"), u"save"_s, u"savedFiltersButton"_s, this))
    , m_savedMenu(new QMenu(this))
    , m_chipArea(new QWidget(this))
    , m_chipLayout(new FlowLayout(m_chipArea))
    , m_problem(new QLabel(this))
{
    m_search->setObjectName(u"logSearch"_s);
    m_search->setPlaceholderText(tr("Filter: user:alice result:denied name:team/*"));
    m_search->setAccessibleName(tr("Filter of the log"));
    m_search->setHelp(filtertext::help());
    connect(m_search, &SearchField::searchChanged, this, &FilterBar::apply);
    m_chipArea->setObjectName(u"filterChips"_s);
    m_chipLayout->setContentsMargins(0, 0, 0, 0);
    m_problem->setObjectName(u"filterProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme::kGrid);
    row->addWidget(m_search, 1);
    row->addWidget(m_addButton);
    row->addWidget(m_savedButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGrid);
    column->addLayout(row);
    column->addWidget(m_chipArea);
    column->addWidget(m_problem);
    buildMenus();
    showChips();
}

void FilterBar::buildMenus()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"conditionMenu"_s);
    const auto add = [this](QMenu *to, const QString &text, const FilterTerm &term) {
        connect(to->addAction(text), &QAction::triggered, this,
                [this, term] { addTerm(term, Apply::Now); });
    };
    QMenu *results = menu->addMenu(tr("Result"));
    for (const events::AuthResult result : events::kAuthResults)
        add(results, Verdict::of(result).word,
            {FilterTerm::Field::Result, QString::fromUtf8(events::toString(result))});
    QMenu *times = menu->addMenu(tr("Time"));
    add(times, tr("Last 5 Minutes"), {FilterTerm::Field::From, u"5m"_s});
    add(times, tr("Last 15 Minutes"), {FilterTerm::Field::From, u"15m"_s});
    add(times, tr("Last Hour"), {FilterTerm::Field::From, u"1h"_s});
    add(times, tr("Last 24 Hours"), {FilterTerm::Field::From, u"24h"_s});
    add(times, tr("Today"), {FilterTerm::Field::From, u"00:00"_s});
    add(menu, tr("Not Granted"), {FilterTerm::Field::Result, u"granted"_s, true});
    menu->addSeparator();
    const std::initializer_list<std::pair<QString, FilterTerm::Field>> kFields = {
        {tr("User…"), FilterTerm::Field::User},
        {tr("Address or Network…"), FilterTerm::Field::Client},
        {tr("Resource Name…"), FilterTerm::Field::Name},
        {tr("Service…"), FilterTerm::Field::Service},
        {tr("Rule…"), FilterTerm::Field::Rule}};
    for (const auto &[text, field] : kFields) {
        // The value is typed where it will stand.
        connect(menu->addAction(text), &QAction::triggered, this, [this, name = field] {
            const QString before = m_search->text().trimmed();
            m_search->setText((before.isEmpty() ? QString() : before + u' ') +
                              FilterTerm::nameOf(name) + u':');
            focusSearch();
            m_search->end(false);
        });
    }
    m_addButton->setMenu(menu);
    m_savedMenu->setObjectName(u"savedFilterMenu"_s);
    connect(m_savedMenu, &QMenu::aboutToShow, this, &FilterBar::showSavedMenu);
    m_savedButton->setMenu(m_savedMenu);
    showSavedMenu();
}

void FilterBar::showSavedMenu()
{
    m_savedMenu->clear();
    for (const auto &[name, text] : m_saved)
        connect(m_savedMenu->addAction(name), &QAction::triggered, this,
                [this, filter = text] { setText(filter); });
    if (!m_saved.isEmpty())
        m_savedMenu->addSeparator();
    QAction *save = m_savedMenu->addAction(tr("Save This Filter…"));
    save->setObjectName(u"actionSaveFilter"_s);
    save->setEnabled(!m_parsed.filter.isEmpty());
    connect(save, &QAction::triggered, this, &FilterBar::saveFilter);
    QMenu *remove = m_savedMenu->addMenu(tr("Remove Saved Filter"));
    remove->setEnabled(!m_saved.isEmpty());
    for (const auto &item : std::as_const(m_saved))
        connect(remove->addAction(item.first), &QAction::triggered, this,
                [this, item] { m_saved.removeOne(item); });
}

void FilterBar::saveFilter()
{
    const auto name =
        dialogs::askText(this, tr("Save This Filter"), tr("Name of the filter:"), m_applied);
    if (!name || name->trimmed().isEmpty())
        return;
    const QString trimmed = name->trimmed();
    m_saved.removeIf([&](const auto &item) { return item.first == trimmed; });
    m_saved.append({trimmed, m_applied});
    while (m_saved.size() > kMostSaved)
        m_saved.removeFirst();
}

QString FilterBar::text() const
{
    return m_search->text();
}

void FilterBar::setText(const QString &text)
{
    {
        const QSignalBlocker quiet(m_search); // applied once, now
        m_search->setText(text);
    }
    apply(text);
}

void FilterBar::addTerm(const FilterTerm &term, Apply when)
{
    std::vector<FilterTerm> terms = FilterTerm::read(m_search->text());
    // The opposite of a condition replaces it.
    FilterTerm opposite = term;
    opposite.exclude = !term.exclude;
    std::erase(terms, opposite);
    const bool replaces =
        term.field == FilterTerm::Field::From || term.field == FilterTerm::Field::To;
    if (replaces)
        std::erase_if(terms, [&](const FilterTerm &other) { return other.field == term.field; });
    if (std::find(terms.begin(), terms.end(), term) == terms.end())
        terms.push_back(term);
    const QString text = FilterTerm::toText(terms);
    if (when == Apply::Now)
        return setText(text);
    const QSignalBlocker quiet(m_search);
    m_search->setText(text);
    focusSearch();
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void FilterBar::apply(const QString &text)
{
    // Relative times begin anew whenever the filter is applied.
    m_applied = text;
    m_parsed = filtertext::parse(text, QDateTime::currentDateTime());
    showChips();
    Q_EMIT filterChanged();
}

void FilterBar::showChips()
{
    while (QLayoutItem *item = m_chipLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    for (std::size_t i = 0; i < m_parsed.terms.size(); ++i) {
        auto *chip = new ChipButton(m_parsed.terms[i].label(), m_chipArea);
        chip->setObjectName(u"filterChip%1"_s.arg(i));
        connect(chip, &ChipButton::removeRequested, this, [this, i] { removeTerm(i); });
        m_chipLayout->insertWidget(m_chipLayout->count(), chip);
        chip->show();
    }
    if (!m_parsed.terms.empty()) {
        auto *clear = new QToolButton(m_chipArea);
        clear->setObjectName(u"clearFilterButton"_s);
        clear->setText(tr("Clear Filter"));
        clear->setAutoRaise(true);
        connect(clear, &QToolButton::clicked, this, [this] { setText({}); });
        m_chipLayout->insertWidget(m_chipLayout->count(), clear);
        clear->show();
        // The layout gives the rest of the line to the last widget.
        m_chipLayout->insertWidget(m_chipLayout->count(), new QWidget(m_chipArea));
    }
    m_chipArea->setVisible(!m_parsed.terms.empty());
    m_problem->setText(m_parsed.problem);
    m_problem->setVisible(!m_parsed.problem.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, palette()));
    m_problem->setPalette(colors);
}

void FilterBar::removeTerm(std::size_t index)
{
    std::vector<FilterTerm> terms = m_parsed.terms;
    if (index >= terms.size())
        return;
    terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(index));
    setText(FilterTerm::toText(terms));
    focusSearch();
}

void FilterBar::saveState(QSettings &settings) const
{
    QStringList list;
    for (const auto &[name, text] : m_saved)
        list << name << text;
    settings.setValue(QLatin1StringView(kSavedKey), list);
}

void FilterBar::restoreState(const QSettings &settings)
{
    m_saved.clear();
    const QStringList list = settings.value(QLatin1StringView(kSavedKey)).toStringList();
    for (qsizetype i = 0; i + 1 < std::min(list.size(), 2 * kMostSaved); i += 2)
        m_saved.append({list[i], list[i + 1]});
}

} // namespace wharfgate::gui
