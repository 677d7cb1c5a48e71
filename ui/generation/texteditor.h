// The text in hand: typed, judged as it is typed, saved as the next version of a name.
#pragma once

#include "ui/generation/textdesk.h"

class QLineEdit;
class QMenu;
class QPushButton;

namespace antiphon {

class SectionHeader;
class SlotEdit;
class TextLabel;

class TextEditor : public QWidget
{
    Q_OBJECT
public:
    TextEditor(TextDesk& desk, QWidget* parent);
    void save(); // under the name that stands in the field
    SlotEdit* edit() const { return m_edit; }

private:
    QLayout* makeHead();
    QLayout* makeFoot();
    void adopt(); // the version in hand
    void judge(); // what is typed
    void offerSlots();
    TextDesk& m_desk;
    SectionHeader* m_title;
    SlotEdit* m_edit;
    QPushButton* m_slots = nullptr;
    QMenu* m_slotMenu = nullptr;
    QPushButton* m_fault = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_note = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_revert = nullptr;
};

} // namespace antiphon
