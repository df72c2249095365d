// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/DialogHeight.h"

#include <QDialog>
#include <QEvent>
#include <QLayout>
#include <QScreen>

#include <algorithm>

namespace wharfgate::gui {

namespace {

class HeightKeeper final : public QObject
{
public:
    explicit HeightKeeper(QDialog *dialog)
        : QObject(dialog)
        , m_dialog(dialog)
    {}

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest)
            grow();
        return QObject::eventFilter(watched, event);
    }

private:
    void grow() const
    {
        QLayout *layout = m_dialog->layout();
        if (layout == nullptr || !layout->hasHeightForWidth())
            return;
        layout->activate();
        const int needed = std::min(layout->totalHeightForWidth(m_dialog->width()),
                                    m_dialog->screen()->availableSize().height());
        if (needed > m_dialog->height())
            m_dialog->resize(m_dialog->width(), needed);
    }

    QDialog *m_dialog;
};

} // namespace

void keepTallEnough(QDialog *dialog)
{
    dialog->installEventFilter(new HeightKeeper(dialog));
}

} // namespace wharfgate::gui
