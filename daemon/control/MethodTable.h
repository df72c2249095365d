// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/Method.h"

#include <QByteArrayView>
#include <QStringList>

#include <map>
#include <memory>
#include <vector>

namespace wharfgate::control {

/// All methods of the daemon by name, and the groups that they belong to.
class MethodTable
{
public:
    void add(std::unique_ptr<MethodGroup> group);
    void add(Method method);

    const Method *find(const QString &name) const;
    QStringList capabilities() const;
    QStringList names() const;
    /// The client has left.
    void forget(std::uint64_t connection);

private:
    std::vector<std::unique_ptr<MethodGroup>> m_groups;
    std::map<QString, Method> m_methods;
};

/// The method of a line of which only the beginning has come: the member stands before params, as
/// both of our own clients write it. Empty if it cannot be told.
QString methodOfBeginning(QByteArrayView line);

} // namespace wharfgate::control
