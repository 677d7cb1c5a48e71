// The recipe in hand: its name, what may be done with it, and its sections.
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace antiphon {

class CalibrateForm;
class EstimateForm;
class RecipeChanges;
class RecipeDesk;
class TabStrip;
class TextLabel;

// Ctrl+Z and Ctrl+Shift+Z step through what was changed here while the focus is here; what was saved is
// undone elsewhere, or when nothing is left to step back.
class RecipeEditor : public QWidget
{
    Q_OBJECT
public:
    enum Section { Length, FirstTurn, LaterTurns, Replies, Naming, Values, Starts, Aims, Json, Changes };
    RecipeEditor(RecipeDesk& desk, QWidget* parent);

    void showSection(int section);
    int section() const;
    QWidget* sectionWidget(Section section) const;
    void compare();
    void openEstimate();
    void openCalibrate();

Q_SIGNALS:
    void useRequested(); // for plans

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLayout* makeNames();
    QLayout* makeActs();
    void makeSections();
    void show();
    QString stateText() const;
    bool takes(const QKeyEvent& event) const;

    RecipeDesk& m_desk;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_note = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_discard = nullptr;
    QPushButton* m_duplicate = nullptr;
    TextLabel* m_state = nullptr;
    EstimateForm* m_estimate = nullptr;
    CalibrateForm* m_calibrate = nullptr;
    TabStrip* m_strip = nullptr;
    QStackedWidget* m_stack = nullptr;
    RecipeChanges* m_changes = nullptr;
};

} // namespace antiphon
