// Axial coding: the canvas of relations, its table, and the category in hand.
#pragma once

#include "core/coding/theory.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace antiphon {

class AxialCanvas;
class EmptyView;
class PropertyPane;
class RelationFinder;
class SectionHeader;
class TablePane;
class TabStrip;
class TextLabel;
class TheoryDesk;

// Keys beside those of the canvas: R relates the code in hand to another, N goes to the note of the relation,
// A to a new property, M writes a memo on the code, P gives a pinned code back to the layout, C makes the
// code the core category, Ctrl+F finds a code on the canvas, T shows the table or the canvas.
class AxialPage : public QWidget
{
    Q_OBJECT
public:
    explicit AxialPage(TheoryDesk& desk, QWidget* parent = nullptr);
    void showCode(CodeId code);
    void writeProperty(CodeId code); // as soon as the code is on the canvas

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeSide();
    QWidget* makeRelationCard();
    void connectParts();
    void showGraph();
    void showTable();
    void layOutGraph();
    void showInHand();
    void showRelation();
    void startRelation();
    void findCode();
    void deleteRelation();
    void exportCanvas();
    bool actOnCode(int key, CodeId code);
    const CodeRelation* relationInHand() const;
    bool isShown(CodeId code) const;

    TheoryDesk& m_desk;
    CodeId m_wanted; // to be chosen when it is on the canvas
    bool m_writesProperty = false;
    TabStrip* m_view = nullptr;
    QComboBox* m_scope = nullptr;
    QStackedWidget* m_stack = nullptr;
    AxialCanvas* m_canvas = nullptr;
    TablePane* m_table = nullptr;
    EmptyView* m_empty = nullptr;
    RelationFinder* m_finder = nullptr;
    SectionHeader* m_codeTitle = nullptr;
    TextLabel* m_facts = nullptr;
    QPushButton* m_core = nullptr;
    QPushButton* m_memo = nullptr;
    QWidget* m_relation = nullptr;
    TextLabel* m_sentence = nullptr;
    QComboBox* m_kind = nullptr;
    QLineEdit* m_note = nullptr;
    PropertyPane* m_properties = nullptr;
};

} // namespace antiphon
