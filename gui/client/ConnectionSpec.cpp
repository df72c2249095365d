// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ConnectionSpec.h"

#include <QFileInfo>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

QString ConnectionSpec::displayName() const
{
    if (!name.isEmpty())
        return name;
    switch (kind) {
    case Kind::LocalSocket:
        return path;
    case Kind::Ssh:
        return host;
    case Kind::File:
        return QFileInfo(path).fileName();
    }
    return path;
}

QString ConnectionSpec::address() const
{
    if (kind != Kind::Ssh)
        return path;
    // An IPv6 address would run into the port.
    const bool needsBrackets = host.count(u':') > 1 && !host.contains(u'[');
    const qsizetype at = host.lastIndexOf(u'@') + 1;
    QString text = u"ssh://"_s + host.left(at);
    text += needsBrackets ? u'[' + host.mid(at) + u']' : host.mid(at);
    if (port != 0)
        text += u':' + QString::number(port);
    return text + path;
}

} // namespace wharfgate::gui
