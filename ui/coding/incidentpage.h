// All codings of the code in hand: read, sort, export, give another code, take off, split off.
#pragma once

#include "core/coding/recodestore.h"
#include "ui/coding/codetreedesk.h"
#include "ui/widgets/calmtable.h"

#include <QPointer>

class QLineEdit;
class QPushButton;

namespace antiphon {

class CodeFinder;
class IncidentModel;
class SearchField;
class SectionHeader;
class TextLabel;

// Space ticks the rows chosen, Delete takes them off, Enter goes to the turn, Ctrl+C copies.
class IncidentTable : public CalmTable
{
    Q_OBJECT
public:
    using CalmTable::CalmTable;

Q_SIGNALS:
    void tickRequested();
    void takeOffRequested();
    void copyRequested();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

// Acts on what is ticked; without ticks, on the rows chosen.
class IncidentPage : public QWidget
{
    Q_OBJECT
public:
    IncidentPage(CodingDesk& desk, QWidget* parent);
    void refresh(); // waits until it is shown
    void beginSplit();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeHead(QLayout* column);
    void makeFoot(QLayout* column);
    void connectParts();
    void read();
    void showTitle();
    void showTicks();
    QList<CodingId> chosen() const;
    QList<CodingId> concerned() const; // ticked, else chosen
    void tickChosen();
    void goTo(int row);
    void copy();
    void exportCsv();
    void recode();
    void takeOff();
    void split();
    std::optional<Code> newCode() const; // as its name says; nothing where the name will not do

    CodingDesk& m_desk;
    IncidentModel* m_model;
    SectionHeader* m_title = nullptr;
    SearchField* m_filter = nullptr;
    IncidentTable* m_table = nullptr;
    TextLabel* m_ticks = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_split = nullptr;
    QPushButton* m_recode = nullptr;
    QPushButton* m_takeOff = nullptr;
    CodeFinder* m_finder = nullptr;
    bool m_stale = true;
};

} // namespace antiphon
