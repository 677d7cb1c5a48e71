// Who codes, and what she may see of the others.
#pragma once

#include "core/coding/coderstore.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace antiphon {

class CodingDesk;

// The choice of a coder (a new name adds one), the switch of her blindness, and the field of a new name.
class CoderBar : public QWidget
{
    Q_OBJECT
public:
    explicit CoderBar(CodingDesk& desk, QWidget* parent = nullptr);
    void toggleBlind();
    void rename(); // opens the field; Enter gives the name, Escape leaves

Q_SIGNALS:
    void finished(); // the focus may go back

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();
    void showChoice();
    void choose();
    void setSight(CoderSight sight);
    void endRename();

    CodingDesk& m_desk;
    QList<Coder> m_coders;
    QComboBox* m_choice;
    QLineEdit* m_name;
    QCheckBox* m_blind;
};

} // namespace antiphon
