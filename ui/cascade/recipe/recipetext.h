// The recipe in hand as JSON, to be edited in place.
#pragma once

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;

namespace antiphon {

class RecipeDesk;

class RecipeText : public QWidget
{
    Q_OBJECT
public:
    RecipeText(RecipeDesk& desk, QWidget* parent);
    QPlainTextEdit* editor() const { return m_editor; }

private:
    void show();
    void take();
    RecipeDesk& m_desk;
    QPlainTextEdit* m_editor;
    QTimer m_takeTimer; // while somebody types
    bool m_isTaking = false;
};

} // namespace antiphon
