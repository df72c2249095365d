// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace wharfgate::gui {

/// A framed part of a page with a heading; what it holds is added to body().
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &heading, QWidget *parent = nullptr);

    /// Fields and check boxes are painted on Base and would not be seen on it in dark palettes.
    void setHoldsInputs();
    QVBoxLayout &body() { return *m_body; }
    /// At the right of the heading.
    void addToHeading(QWidget *widget);
    /// Muted, beside the heading: why what is shown is not up to date. Empty: nothing.
    void setHint(const QString &hint);
    QString hint() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showColors();

    QLabel *m_heading = nullptr;
    QLabel *m_hint = nullptr;
    QHBoxLayout *m_top = nullptr;
    QVBoxLayout *m_body = nullptr;
};

} // namespace wharfgate::gui
