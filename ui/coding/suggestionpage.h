// What the model on the device has learned, how well it foretells, and where it draws the line.
#pragma once

#include "core/coding/suggestmodel.h"
#include "core/llm/endpoint.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace antiphon {

class CodingDesk;
class SuggestionDesk;
class TablePane;
class TextLabel;

class SuggestionPage : public QWidget
{
    Q_OBJECT
public:
    explicit SuggestionPage(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void makeTable();
    void show();
    void showState();
    void showRows();
    void showThreshold();
    void setThreshold();
    void readEndpoints();
    const LearntCode* current() const;

    CodingDesk& m_desk;
    SuggestionDesk& m_suggestions;
    TextLabel* m_state = nullptr;
    QCheckBox* m_shown = nullptr;
    QPushButton* m_learn = nullptr;
    TablePane* m_pane = nullptr;
    QDoubleSpinBox* m_threshold = nullptr;
    QPushButton* m_reset = nullptr;
    QComboBox* m_endpoints = nullptr;
    QPushButton* m_ask = nullptr;
    QList<Endpoint> m_known;
};

} // namespace antiphon
