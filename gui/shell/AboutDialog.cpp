// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/AboutDialog.h"

#include "gui/widgets/Theme.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSysInfo>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const QString &daemonVersion, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Wharfgate"));
    auto *layout = new QVBoxLayout(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(3 * theme::kGrid);
    auto *picture = new QLabel(this);
    const int size = fontMetrics().height() * 5;
    picture->setPixmap(theme::applicationIcon().pixmap(size, size));
    picture->setAlignment(Qt::AlignTop);
    top->addWidget(picture);
    auto *text = new QLabel(this);
    text->setObjectName(u"aboutText"_s);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setText(
        u"<h2>Wharfgate</h2><p>"_s +
        tr("The access gate of self-hosted Docker (OCI) registries: users, access rules, "
           "certificates and the log of every decision.") +
        u"</p><p>"_s + tr("Console %1").arg(QCoreApplication::applicationVersion()) + u"<br>"_s +
        (daemonVersion.isEmpty() ? tr("No daemon connected")
                                 : tr("Daemon %1").arg(daemonVersion.toHtmlEscaped())) +
        u"<br>"_s +
        tr("Qt %1 on %2").arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName()) +
        u"</p><p>"_s +
        tr("Licensed under the Apache License 2.0. With Qt, OpenSSL, yaml-cpp, RE2 and "
           "libxcrypt.") +
        u"</p>"_s);
    text->setWordWrap(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 55);
    top->addWidget(text, 1);
    layout->addLayout(top);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace wharfgate::gui
