// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/ConfigurationText.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace wharfgate::test {

inline QString editingFolder()
{
    return QStringLiteral(TEST_DATA_DIR "/config/editing");
}

/// The names of the sample files.
inline QStringList editingFiles()
{
    return QDir(editingFolder()).entryList({QStringLiteral("*.yml")}, QDir::Files, QDir::Name);
}

inline std::string editingFile(const QString &name)
{
    QFile file(editingFolder() + QLatin1Char('/') + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

inline config::ConfigurationText editingText(const QString &name)
{
    return config::ConfigurationText::read(editingFile(name), name.toStdString());
}

} // namespace wharfgate::test
