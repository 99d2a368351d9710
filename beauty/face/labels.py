"""What a pixel round a face can show: the labels of `segment`, in the order of the public contract."""

LABELS = (
    *("background", "skin", "brow", "eye", "nose", "upper_lip", "lower_lip", "inner_mouth"),
    *("hair", "ear", "neck", "glasses", "other"),
)
