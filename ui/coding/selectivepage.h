// Selective coding: the core category, the storyline, and which categories are still thin.
#pragma once

#include "core/coding/memo.h"
#include "core/coding/theory.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace antiphon {

class MemoEditor;
class TablePane;
class TextLabel;
class TheoryDesk;

// Enter or a double click on a category shows it on the canvas.
class SelectivePage : public QWidget
{
    Q_OBJECT
public:
    explicit SelectivePage(TheoryDesk& desk, QWidget* parent = nullptr);

Q_SIGNALS:
    void codeRequested(antiphon::CodeId code);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeRight();
    void showCores();
    void showDensities();
    void showRule();
    void readStoryline();
    void keepStoryline(const MemoContent& content);
    ThinRule rule() const; // as it is set in the fields

    TheoryDesk& m_desk;
    Memo m_storyline;
    QList<CodeId> m_rows;
    QComboBox* m_core = nullptr;
    TextLabel* m_definition = nullptr;
    MemoEditor* m_editor = nullptr;
    TablePane* m_table = nullptr;
    QComboBox* m_scope = nullptr;
    QSpinBox* m_incidents = nullptr;
    QSpinBox* m_dialogues = nullptr;
    QCheckBox* m_property = nullptr;
    QCheckBox* m_relation = nullptr;
};

} // namespace antiphon
