// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificatesPage.h"

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

CertificatesPage::CertificatesPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{}

QString CertificatesPage::title() const
{
    return tr("Certificates");
}

QString CertificatesPage::purpose() const
{
    return tr("What the server and its tokens are signed with, until when, and how to renew it.");
}

QString CertificatesPage::iconName() const
{
    return u"certificates"_s;
}

QList<QAction *> CertificatesPage::commands() const
{
    return {};
}

void CertificatesPage::showRole(const QString &role)
{
    Q_UNUSED(role)
}

} // namespace wharfgate::gui
