// A chip to click: a filter, a code, a value.
#pragma once

#include "ui/widgets/dialoguedocument.h"

#include <QAbstractButton>

namespace antiphon {

enum class ChipClose { None, Button };

// Enter and Space click it, Delete and Backspace close it (where it can be closed).
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Chip(const DialogueChip& chip, ChipClose close = ChipClose::None, QWidget* parent = nullptr);
    const DialogueChip& value() const { return m_chip; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRect closeRect() const;
    DialogueChip m_chip;
    ChipClose m_close;
};

// Chips in rows.
class ChipBar : public QWidget
{
    Q_OBJECT
public:
    explicit ChipBar(QWidget* parent = nullptr);
    void setChips(const QList<DialogueChip>& chips, ChipClose close = ChipClose::None);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return layout()->heightForWidth(width); }

Q_SIGNALS:
    void clicked(int chip);
    void closeRequested(int chip);
};

} // namespace antiphon
