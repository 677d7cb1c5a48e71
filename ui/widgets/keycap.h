// Keys as keys: the small caps in menus, fields and the line at the foot of a page.
#pragma once

#include <QKeySequence>
#include <QWidget>

class QKeyEvent;

namespace antiphon {

class KeyCap : public QWidget
{
    Q_OBJECT
public:
    explicit KeyCap(const QString& key, QWidget* parent = nullptr);
    void setKey(const QString& key);
    const QString& key() const { return m_key; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

// A key as its cap says it: "Ctrl ↓", "Enter", ".".
QString keyText(const QKeySequence& keys);
// What was pressed, as key maps write it: the keypad's keys count as the others, Enter as Return, and a mark
// that needs Shift ("?") is meant without it. Empty while only Ctrl, Alt, Shift or Meta are down.
QKeySequence pressedKeys(const QKeyEvent& event);

struct KeyHint
{
    QString keys; // "Space", "1–0": parts joined by an en dash are caps of their own
    QString words;
};

// The line at the foot that shows the keys that matter now. What has no room is left out from the right.
class KeyLine : public QWidget
{
    Q_OBJECT
public:
    explicit KeyLine(QWidget* parent = nullptr);
    void setHints(const QList<KeyHint>& hints);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<KeyHint> m_hints;
};

} // namespace antiphon
