// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/MethodTable.h"

namespace wharfgate::control {

namespace {

/// Reads the members of an object one after another, as far as their values are simple.
class BeginningReader
{
public:
    explicit BeginningReader(QByteArrayView text)
        : m_rest(text)
    {}

    bool take(char wanted)
    {
        skipBlanks();
        if (m_rest.isEmpty() || m_rest.front() != wanted)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }
    /// A text without escapes; names of methods and members have none. Null if it is none.
    QByteArrayView takeText()
    {
        if (!take('"'))
            return {};
        const qsizetype end = m_rest.indexOf('"');
        const QByteArrayView text = end < 0 ? QByteArrayView() : m_rest.first(end);
        if (end < 0 || text.contains('\\'))
            return {};
        m_rest = m_rest.sliced(end + 1);
        return text;
    }
    /// A text or a number; nothing that holds other values.
    bool skipSimpleValue()
    {
        skipBlanks();
        if (!m_rest.isEmpty() && m_rest.front() == '"')
            return !takeText().isNull();
        qsizetype end = 0;
        while (end < m_rest.size() && !QByteArrayView(",{}[]").contains(m_rest[end]))
            ++end;
        m_rest = m_rest.sliced(end);
        return end > 0;
    }

private:
    void skipBlanks()
    {
        while (!m_rest.isEmpty() && QByteArrayView(" \t\r").contains(m_rest.front()))
            m_rest = m_rest.sliced(1);
    }
    QByteArrayView m_rest;
};

} // namespace

void MethodTable::add(std::unique_ptr<MethodGroup> group)
{
    for (Method &method : group->methods())
        add(std::move(method));
    m_groups.push_back(std::move(group));
}

void MethodTable::add(Method method)
{
    const QString name = method.name;
    const bool isNew = m_methods.emplace(name, std::move(method)).second;
    Q_ASSERT(isNew);
    Q_UNUSED(isNew)
}

const Method *MethodTable::find(const QString &name) const
{
    const auto found = m_methods.find(name);
    return found == m_methods.end() ? nullptr : &found->second;
}

QStringList MethodTable::capabilities() const
{
    QStringList all;
    for (const auto &group : m_groups)
        all.append(group->capability());
    all.removeDuplicates();
    return all;
}

QStringList MethodTable::names() const
{
    QStringList all;
    for (const auto &[name, method] : m_methods)
        all.append(name);
    return all;
}

void MethodTable::forget(std::uint64_t connection)
{
    for (const auto &group : m_groups)
        group->forget(connection);
}

QString methodOfBeginning(QByteArrayView line)
{
    BeginningReader reader(line);
    if (!reader.take('{'))
        return {};
    do {
        const QByteArrayView name = reader.takeText();
        if (name.isNull() || !reader.take(':'))
            return {};
        if (name == "method")
            return QString::fromUtf8(reader.takeText());
        if (!reader.skipSimpleValue())
            return {};
    } while (reader.take(','));
    return {};
}

} // namespace wharfgate::control
