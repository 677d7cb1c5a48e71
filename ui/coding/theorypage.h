// Axial and selective coding: two views of one codebook; and propositions, with what speaks against them.
#pragma once

#include "core/coding/theory.h"

#include <QWidget>

class QStackedWidget;

namespace antiphon {

class AxialPage;
class CodingDesk;
class PropositionPage;
class SelectivePage;
class TabStrip;
class TheoryDesk;

class TheoryPage : public QWidget
{
    Q_OBJECT
public:
    explicit TheoryPage(CodingDesk& desk, QWidget* parent = nullptr);
    // "axial", "selective", "propositions", "negatives", "code/<id>", or "property/<id>" to write a property
    // of that code.
    void navigate(const QString& target);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void showTab();
    void showCode(CodeId code);
    void refresh();

    TheoryDesk* m_desk;
    TabStrip* m_tabs;
    QStackedWidget* m_stack;
    AxialPage* m_axial;
    SelectivePage* m_selective;
    PropositionPage* m_propositions;
};

} // namespace antiphon
