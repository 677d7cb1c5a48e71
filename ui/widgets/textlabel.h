// A label of one size and one tone that follows the theme.
#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QLabel>

namespace antiphon {

// Plain text, selectable by no one; wraps only when told to.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(const QString& text = {}, TextSize size = TextSize::Body, Tone tone = Tone::Normal,
                       QWidget* parent = nullptr);
    void setTone(Tone tone);
    void setSize(TextSize size);

protected:
    void changeEvent(QEvent* event) override;

private:
    void adopt();
    TextSize m_size;
    Tone m_tone;
    bool m_adopting = false;
};

// One line that ends in an ellipsis where room lacks; the whole text is its tooltip then.
class ElidedLabel : public TextLabel
{
    Q_OBJECT
public:
    using TextLabel::TextLabel;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

} // namespace antiphon
