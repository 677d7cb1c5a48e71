// The left pane of the coding view: the codebook, its filter and what is done to it.
#pragma once

#include "ui/coding/codetreedesk.h"
#include "ui/shell/workspace.h"

class QPushButton;
class QStackedWidget;

namespace antiphon {

class CodeFinder;
class CodeTree;
class SearchField;
class SectionHeader;

class CodebookPane : public QWidget
{
    Q_OBJECT
public:
    CodebookPane(CodingDesk& desk, QWidget* parent);

    CodeTree* tree() const { return m_tree; }
    void showCodebook();
    void filterCodes(); // goes to the field
    // What can be done to the codes chosen, for the palette, the keys and the menu.
    QList<Command> commands();
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void newCodeRequested();
    void editRequested();
    void mergeRequested(const QList<antiphon::CodeId>& codes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeHead(QLayout* column);
    void makeFoot(QLayout* column);
    void connectTree();
    void showMenu(const QPoint& at);
    void updateButtons();
    QList<CodeNode> chosen() const;
    QList<CodeId> chosenCodes() const; // each once
    void step(TreeStep way);
    void paste(Qt::DropAction action);
    CodePlace placeBehindCurrent() const;
    void moveElsewhere(Qt::DropAction action);
    void merge();
    void split();

    CodingDesk& m_desk;
    CodeTreeDesk& m_acts;
    SectionHeader* m_title = nullptr;
    SearchField* m_filter = nullptr;
    QStackedWidget* m_stack = nullptr;
    CodeTree* m_tree = nullptr;
    CodeFinder* m_places = nullptr;
    QPushButton* m_merge = nullptr;
    QPushButton* m_split = nullptr;
};

} // namespace antiphon
