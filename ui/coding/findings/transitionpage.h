// Which codes follow which from one turn to the next.
#pragma once

#include "core/analysis/transitions.h"
#include "ui/charts/heatmap.h"
#include "ui/coding/findings/finding.h"
#include "ui/models/texttablemodel.h"
#include "ui/shell/workspace.h"

class QComboBox;

namespace antiphon {

class ChartPane;

class TransitionPage : public Finding
{
    Q_OBJECT
public:
    explicit TransitionPage(WorkspaceContext context, QWidget* parent = nullptr);
    ChartPane* pane() const { return m_pane; }

protected:
    void read() override;

private:
    struct Answer
    {
        QList<Code> codes;
        Transitions transitions;
    };
    void show();
    Chart chart() const;
    QList<QList<TextCell>> rows() const;

    Answer m_answer;
    ChartPane* m_pane;
    QComboBox* m_step;
    QComboBox* m_facets;
    QComboBox* m_kind;
};

} // namespace antiphon
