// A line beside the dialogue: whether the dialogues of late still brought new codes.
#pragma once

#include "core/coding/coding.h"
#include "ui/widgets/textlabel.h"

#include <QTimer>

namespace antiphon {

class CodingDesk;

// Follows the coder from dialogue to dialogue; empty and hidden while she has coded too few of them.
class SaturationHint : public ElidedLabel
{
    Q_OBJECT
public:
    explicit SaturationHint(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override; // leads to the page of saturation

private:
    void read();

    CodingDesk& m_desk;
    CoderId m_coder;
    QTimer m_wait; // so that leafing through dialogues asks once
};

} // namespace antiphon
