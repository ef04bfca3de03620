from newsroom.text.formats.house import *
