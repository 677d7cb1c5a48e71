// What a text makes of one plan, beside its editor.
#pragma once

#include <QWidget>

namespace antiphon {

class TextTrial : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual void another() = 0; // another plan, or other words
};

} // namespace antiphon
