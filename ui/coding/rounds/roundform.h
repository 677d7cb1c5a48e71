// The form that opens a round of double coding.
#pragma once

#include "core/reliability/codinground.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace antiphon {

class CodingDesk;

// Ctrl+Enter opens the round, Escape leaves.
class RoundForm : public Card
{
    Q_OBJECT
public:
    explicit RoundForm(CodingDesk& desk, QWidget* parent = nullptr);
    void open(); // empties it and puts the focus into the name

Q_SIGNALS:
    void opened(const QString& round);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    // A field with its words in front.
    void addRow(QFormLayout* form, const QString& words, QWidget* field);
    void adapt(); // to the kind and the draw
    void addCoder();
    void save();
    QStringList coders() const;

    CodingDesk& m_desk;
    QLineEdit* m_name;
    QComboBox* m_kind;
    QListWidget* m_coders;
    QLineEdit* m_newCoder;
    QComboBox* m_draw;
    QSpinBox* m_count;
    QSpinBox* m_seed;
    TextLabel* m_hint;
    QPushButton* m_save;
};

} // namespace antiphon
