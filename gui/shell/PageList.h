// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListWidget>

namespace wharfgate::gui {

/// The list of pages on the left: icon and word, or icons alone when collapsed.
class PageList final : public QListWidget
{
    Q_OBJECT

public:
    explicit PageList(QWidget *parent = nullptr);

    void addPage(const QString &iconName, const QString &title);
    bool isCollapsed() const { return m_isCollapsed; }
    void setCollapsed(bool collapsed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fit();
    bool m_isCollapsed = false;
};

} // namespace wharfgate::gui
