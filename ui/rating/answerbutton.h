// One point of a scale as a large button: its number and its word.
#pragma once

#include <QRadioButton>

namespace antiphon {

enum class ButtonShape { Tall, Flat }; // the word under the number, or beside it where room is short

// To assistive technology a radio button; it is checked by its owner alone, when the answer is on disk.
class AnswerButton : public QRadioButton
{
    Q_OBJECT
public:
    AnswerButton(int value, const QString& word, QWidget* parent = nullptr);
    int value() const { return m_value; }
    // The key that presses it; shown instead of the number where it is a letter.
    void setKey(const QString& key) { m_key = key; }
    void setShape(ButtonShape shape);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; // Enter and Space press; all else belongs to the page
    void nextCheckState() override {}
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

private:
    int m_value;
    QString m_word;
    QString m_key;
    ButtonShape m_shape = ButtonShape::Tall;
};

} // namespace antiphon
